package fr.paraphe.message;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;

/** What a flow's messages say to one recipient alone. A flow without a bean of this type says the same to all. */
public interface PersonalTexts {

    /** As in {@link DispatchKey#flow}. */
    String flow();

    /** Asked right before a message leaves, for each attempt, in no transaction. Nothing of the answer is kept. */
    PersonalPart partFor(long recipient);

    static Map<String, PersonalTexts> byFlow(List<PersonalTexts> all) {
        return all.stream().collect(toMap(PersonalTexts::flow, texts -> texts));
    }
}

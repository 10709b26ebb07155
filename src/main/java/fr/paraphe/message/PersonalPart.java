package fr.paraphe.message;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one mail has that others of its text have not.
 *
 * @param words what stands for {@code [[word]]} in the body, by word; may be secret
 * @param unsubscribe where one click ends mails like this one (RFC 8058)
 */
public record PersonalPart(
        Map<String, String> words, @Nullable URI unsubscribe) {

    static final PersonalPart NONE = new PersonalPart(Map.of(), null);

    public PersonalPart {
        words = Map.copyOf(words);
    }

    @Override
    public String toString() {
        return "PersonalPart" + words.keySet();
    }
}

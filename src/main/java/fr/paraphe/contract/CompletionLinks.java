package fr.paraphe.contract;

import fr.paraphe.message.PersonalPart;
import fr.paraphe.message.PersonalTexts;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The link in the mail about a complete contract, each partner's own. */
@Component
class CompletionLinks implements PersonalTexts {

    static final String FLOW = "contract-complete";

    private static final String WORD = "link";

    /** Where the link stands in the text. */
    static final String LINK = "[[" + WORD + "]]";

    private final String portal;

    CompletionLinks(@Value("${paraphe.public-url}") String publicUrl) {
        this.portal = publicUrl + "/portal/contracts/";
    }

    @Override
    public String flow() {
        return FLOW;
    }

    @Override
    public PersonalPart partFor(long contract) {
        return new PersonalPart(Map.of(WORD, portal + contract), null);
    }
}

package fr.paraphe.portal;

import fr.paraphe.message.PersonalPart;
import fr.paraphe.message.PersonalTexts;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A mail about a forgotten password brings a code of its own. */
@Component
class PasswordMails implements PersonalTexts {

    static final String FLOW = "password";

    private final AccessCodes codes;
    private final PortalSettings settings;

    PasswordMails(AccessCodes codes, PortalSettings settings) {
        this.codes = codes;
        this.settings = settings;
    }

    @Override
    public String flow() {
        return FLOW;
    }

    @Override
    public PersonalPart partFor(long codeMail) {
        return new PersonalPart(Map.of(PortalTexts.CODE, codes.make(codeMail, settings.passwordCodesLast())), null);
    }
}

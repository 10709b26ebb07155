package fr.paraphe.portal;

import fr.paraphe.message.DispatchKey;
import fr.paraphe.message.MessageText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the portal's mails say. The code stands in them as a word that is filled in when a mail leaves. */
@Component
class PortalTexts {

    static final String CODE = "code";
    static final String UNSUBSCRIBE = "unsubscribe";

    enum Kind {
        INVITATION("opening"),
        REMINDER("opening"),
        PASSWORD("reset");

        private final String page;

        Kind(String page) {
            this.page = page;
        }
    }

    /** One text in each language, and what tells it from the texts before and after it. */
    record Mail(Kind kind, Map<Locale, MessageText> texts, String version) {

        /** Mails of an account that say the same share a dispatch. */
        DispatchKey dispatch(String flow, String account) {
            return new DispatchKey(flow, account + "-" + kind.name().toLowerCase(Locale.ROOT) + "-" + version);
        }
    }

    private final MessageSource messages;
    private final PortalSettings settings;
    private final String portal;

    PortalTexts(MessageSource messages, PortalSettings settings, @Value("${paraphe.public-url}") String publicUrl) {
        this.messages = messages;
        this.settings = settings;
        this.portal = publicUrl + "/portal/";
    }

    /** @param agency that writes; a mail about a password names none */
    Mail of(Kind kind, String agency) {
        var texts = new LinkedHashMap<Locale, MessageText>();
        for (var language : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
            // What stands after # is not sent to the server, so the code reaches none of its logs.
            var link = portal + kind.page + "?lang=" + language.getLanguage() + "#[[" + CODE + "]]";
            var key = "portal.mail." + kind;
            texts.put(
                    language,
                    new MessageText(
                            messages.getMessage(key + ".subject", new Object[] {agency}, language),
                            messages.getMessage(
                                    key + ".body",
                                    new Object[] {
                                        agency, link, "[[" + CODE + "]]", "[[" + UNSUBSCRIBE + "]]", lasts(kind)
                                    },
                                    language)));
        }
        return new Mail(kind, texts, MessageText.version(texts));
    }

    /** Days, or minutes for a forgotten password. */
    private long lasts(Kind kind) {
        return kind == Kind.PASSWORD
                ? settings.passwordCodesLast().toMinutes()
                : settings.invitationCodesLast().toDays();
    }
}

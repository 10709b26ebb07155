package fr.paraphe.relaunch;

import fr.paraphe.message.Channel;
import fr.paraphe.message.MessageText;
import fr.paraphe.message.SmsText;
import fr.paraphe.message.SmsText.CheaperSpelling;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/**
 * What the recipients read, in their language: one text for all who speak it, so that it can be shown exactly. And why
 * somebody was not reached, for the staff; pages call it {@code @relaunchTexts}.
 */
@Component
public class RelaunchTexts {

    private final MessageSource messages;
    private final String portal;

    /** It leads to the same place, in fewer of the letters that are paid for. */
    private final String shortLink;

    RelaunchTexts(MessageSource messages, @Value("${paraphe.public-url}") String publicUrl) {
        this.messages = messages;
        this.portal = publicUrl + "/portal";
        this.shortLink = publicUrl + "/p";
    }

    /** @param spelling of an SMS */
    MessageText text(Channel channel, String agency, Locale language, Spelling spelling) {
        return switch (channel) {
            case SMS -> new MessageText(null, sms(agency, language, spelling));
            case MAIL ->
                new MessageText(
                        message("relaunch.mail.subject", agency, portal, language),
                        message("relaunch.mail.body", agency, portal, language));
        };
    }

    /** The agency's name may hold letters that make it dear. */
    String sms(String agency, Locale language, Spelling spelling) {
        var text = message("relaunch.sms", agency, shortLink, language);
        return switch (spelling) {
            case AS_WRITTEN -> text;
            case CHEAPEST ->
                SmsText.cheaperSpelling(text).map(CheaperSpelling::text).orElse(text);
        };
    }

    /**
     * The reason in words.
     *
     * @param name one of a run's own reasons, a {@code ContactProblem} or a {@code FailureReason}
     */
    public String reason(String name, Locale language) {
        var keys = new String[] {"relaunch.reason." + name, "message.reason." + name};
        return messages.getMessage(new DefaultMessageSourceResolvable(keys, name), language);
    }

    private String message(String key, String agency, String link, Locale language) {
        return messages.getMessage(key, new Object[] {agency, link}, language);
    }
}

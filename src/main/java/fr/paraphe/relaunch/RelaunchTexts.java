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

    RelaunchTexts(MessageSource messages, @Value("${paraphe.public-url}") String portal) {
        this.messages = messages;
        this.portal = portal;
    }

    MessageText text(Channel channel, String agency, Locale language) {
        return switch (channel) {
            case SMS -> new MessageText(null, cheapest(sms(agency, language)));
            case MAIL ->
                new MessageText(
                        message("relaunch.mail.subject", agency, language),
                        message("relaunch.mail.body", agency, language));
        };
    }

    /** As it would be written if letters cost nothing; the agency's name may make it dear. */
    String sms(String agency, Locale language) {
        return message("relaunch.sms", agency, language);
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

    private static String cheapest(String text) {
        return SmsText.cheaperSpelling(text).map(CheaperSpelling::text).orElse(text);
    }

    private String message(String key, String agency, Locale language) {
        return messages.getMessage(key, new Object[] {agency, portal}, language);
    }
}

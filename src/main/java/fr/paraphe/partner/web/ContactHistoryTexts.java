package fr.paraphe.partner.web;

import fr.paraphe.partner.ContactHistory;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts the changes of a partner's contacts into sentences. */
@Component
class ContactHistoryTexts {

    private final MessageSource messages;

    ContactHistoryTexts(MessageSource messages) {
        this.messages = messages;
    }

    /** An entry of the timeline. */
    record Told(Instant at, String who, String what) {}

    Told told(ContactHistory.Entry entry, Locale locale) {
        return new Told(entry.at(), entry.by(), sentence(entry, locale));
    }

    private String sentence(ContactHistory.Entry entry, Locale locale) {
        var change = entry.change();
        return switch (change.field()) {
            case MAIL, PHONE ->
                text(
                        "partner.history." + change.field(),
                        locale,
                        orNone(change.before(), locale),
                        orNone(change.after(), locale));
            case MAIL_BOUNCED, MOBILE_BOUNCED ->
                text("partner.history." + change.field(), locale, orNone(change.after(), locale));
            case MAIL_OPTED_OUT, SMS_OPTED_OUT ->
                text("partner.history." + change.field() + "." + change.after(), locale);
            case ALERT ->
                text(
                        "partner.history.ALERT." + (change.after() == null ? "off." : "on.")
                                + orNone(change.after() == null ? change.before() : change.after(), locale),
                        locale);
            case LOCK -> text("partner.history.LOCK." + (change.after() == null ? "NONE" : change.after()), locale);
            case RELATION -> text("partner.history.RELATION." + (change.after() == null ? "resumed" : "ended"), locale);
        };
    }

    private String orNone(@Nullable String value, Locale locale) {
        return value == null ? text("partner.history.none", locale) : value;
    }

    private String text(String key, Locale locale, Object... values) {
        return messages.getMessage(key, values, locale);
    }
}

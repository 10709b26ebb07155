package fr.paraphe.mailbox;

import fr.paraphe.mailbox.CaughtMessage.Kind;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which messages to show, as it stands in an address.
 *
 * @param kind mail or SMS only
 * @param text part of the recipient, subject or text, whatever its case
 * @param before an id: older messages only
 */
record MailboxFilter(
        @Nullable Kind kind,
        @Nullable String text,
        @Nullable Long before) {

    Predicate<CaughtMessage> wanted() {
        return message -> (kind == null || message.kind() == kind) && (text == null || message.mentions(text.strip()));
    }

    Predicate<CaughtMessage> wantedHere() {
        return wanted().and(message -> before == null || message.id() < before);
    }
}

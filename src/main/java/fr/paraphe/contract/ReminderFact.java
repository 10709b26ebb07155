package fr.paraphe.contract;

import fr.paraphe.message.Channel;
import fr.paraphe.message.MessageText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a reminder and stays true, whatever becomes of it later: for proofs, in French.
 *
 * @param run whose reminder it was, as people call it
 * @param address where it went; null: there was none
 * @param text what it said; told when it left
 * @param providerId what the SMS provider calls it, or a mail's Message-ID
 * @param reason why it did not arrive, in words
 * @param detail the provider's own words about that
 */
public record ReminderFact(
        Instant at,
        Kind what,
        String run,
        Channel channel,
        @Nullable String address,
        @Nullable MessageText text,
        @Nullable String providerId,
        @Nullable String reason,
        @Nullable String detail) {

    public enum Kind {
        SENT,
        DELIVERED,
        BOUNCED,
        FAILED,
        SKIPPED
    }
}

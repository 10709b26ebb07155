package fr.paraphe.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one recipient's message.
 *
 * @param recipient the flow's own id
 * @param step 1, then one more for each retry
 * @param reason a {@link FailureReason}'s name if it failed, the flow's own word if it was skipped
 * @param detail the provider's own words
 * @param providerId the SMS provider's id of the message
 * @param sentAt when the provider accepted it
 * @param finishedAt when it was delivered, failed or was skipped
 */
public record MessageOutcome(
        long messageId,
        long recipient,
        int step,
        String address,
        String language,
        int segments,
        MessageState state,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable String providerId,
        int attempts,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable Instant finishedAt) {}

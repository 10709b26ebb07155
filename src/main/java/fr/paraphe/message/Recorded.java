package fr.paraphe.message;

import static fr.paraphe.message.MessageState.DELIVERED;
import static fr.paraphe.message.MessageState.FAILED;
import static fr.paraphe.message.MessageState.QUEUED;
import static fr.paraphe.message.MessageState.SENDING;
import static fr.paraphe.message.MessageState.SENT;
import static fr.paraphe.message.MessageState.UNCERTAIN;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is written down about a message after an answer.
 *
 * @param uncounted whether this attempt does not count, as the provider never had to do with the message
 */
record Recorded(
        MessageState state,
        @Nullable FailureReason reason,
        @Nullable String detail,
        @Nullable String providerId,
        boolean uncounted,
        Instant nextAttemptAt,
        @Nullable Instant sentAt,
        @Nullable Instant finishedAt) {

    static Recorded of(Answer answer, Claimed message, MessageSettings settings, Instant now) {
        if (answer instanceof Answer.Accepted accepted) {
            return new Recorded(SENT, null, accepted.detail(), accepted.providerId(), false, now, now, null);
        }
        if (answer instanceof Answer.Arrived arrived) {
            return new Recorded(DELIVERED, null, null, arrived.providerId(), false, now, message.claimedAt(), now);
        }
        if (answer instanceof Answer.Refused refused) {
            return new Recorded(FAILED, refused.reason(), refused.detail(), null, false, now, null, now);
        }
        var isLast = message.attempts() >= settings.attempts();
        if (answer instanceof Answer.Later later) {
            return isLast
                    ? new Recorded(FAILED, FailureReason.NO_ANSWER, later.detail(), null, false, now, null, now)
                    : waiting(QUEUED, later.detail(), false, backoff(message, settings, now));
        }
        if (answer instanceof Answer.Busy busy) {
            return waiting(QUEUED, null, true, busy.until());
        }
        if (answer instanceof Answer.Unanswered unanswered) {
            return isLast
                    ? waiting(UNCERTAIN, unanswered.detail(), false, now)
                    : waiting(SENDING, unanswered.detail(), false, now.plus(settings.recoverAfter()));
        }
        if (answer instanceof Answer.NotFoundOut notFoundOut) {
            return waiting(SENDING, notFoundOut.detail(), true, now.plus(settings.recoverAfter()));
        }
        if (answer instanceof Answer.Ambiguous ambiguous) {
            return waiting(UNCERTAIN, ambiguous.detail(), false, now);
        }
        return waiting(message.again() ? SENDING : QUEUED, null, true, now);
    }

    private static Recorded waiting(MessageState state, @Nullable String detail, boolean uncounted, Instant until) {
        return new Recorded(state, null, detail, null, uncounted, until, null, null);
    }

    private static Instant backoff(Claimed message, MessageSettings settings, Instant now) {
        var factor = Math.round(Math.pow(3, message.attempts() - 1.0));
        return now.plus(settings.firstRetryAfter().multipliedBy(factor));
    }
}

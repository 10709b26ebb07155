package fr.paraphe.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a dispatch is; each recipient counts once, with the latest step.
 *
 * @param byState every state has a count
 * @param byReason failures and skips, by reason
 * @param segmentsSent what the provider bills: segments of all that it accepted, all steps included; 0 for mail
 * @param perSecond accepted by the provider per second, over the last half minute
 * @param timeLeft at that speed; {@code null} if nothing is being sent
 * @param closedUntil when what is queued may leave, by {@link ContactHours}; {@code null}: it may now
 */
public record DispatchProgress(
        boolean held,
        Map<MessageState, Integer> byState,
        Map<String, Integer> byReason,
        long segmentsSent,
        double perSecond,
        @Nullable Duration timeLeft,
        @Nullable Instant closedUntil) {

    public int count(MessageState state) {
        return byState.getOrDefault(state, 0);
    }

    /** How many recipients a retry of the failures would send to again. */
    public int retryable() {
        return count(MessageState.FAILED)
                + count(MessageState.BOUNCED)
                - byReason.getOrDefault(FailureReason.GIVEN_UP.name(), 0);
    }

    public int total() {
        return byState.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether nothing is queued or on its way to the provider any more. */
    public boolean finished() {
        return count(MessageState.QUEUED) == 0 && count(MessageState.SENDING) == 0;
    }
}

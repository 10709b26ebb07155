package fr.paraphe.relaunch;

import fr.paraphe.message.Channel;
import fr.paraphe.relaunch.SmsPrice.Cost;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as somebody who may see it sees it.
 *
 * @param account its code
 * @param filter the contracts page's parameters
 * @param previewVersion what a confirmation must name; 0 until there is a preview
 * @param progress null until it was confirmed
 */
public record RelaunchView(
        String number,
        String account,
        String accountName,
        RelaunchStatus status,
        @Nullable Channel channel,
        String filter,
        LocalDate startsFrom,
        LocalDate startsTo,
        String requestedBy,
        Instant requestedAt,
        @Nullable String confirmedBy,
        @Nullable Instant confirmedAt,
        @Nullable Instant sentAt,
        int previewVersion,
        Figures figures,
        @Nullable Progress progress,
        List<RelaunchEvent> history) {

    /**
     * What the run is about. Until the employees are selected, people and contracts are the ticked ones.
     *
     * @param contractsFound every contract of the run, ticked or not
     * @param withProblem people who cannot be reached by the channel
     * @param problems the same by reason, a {@code ContactProblem} each
     * @param unticked people who could be reached and were taken out
     * @param recipients people who will get the message
     * @param cost for SMS
     */
    public record Figures(
            long contractsFound,
            long contracts,
            long people,
            long withProblem,
            Map<String, Long> problems,
            long unticked,
            long recipients,
            @Nullable Cost cost) {}

    /**
     * How far the sending is; each recipient counts once.
     *
     * @param total everybody for whom a message was queued; until then, everybody whom the preview counted
     * @param skipped people for whom none was queued, or whose message was withdrawn
     * @param done what is sent, failed or skipped, in percent of total; 0 until the messages are queued, 100 if there
     *     was nothing to send
     * @param reasons failures and skips by reason
     * @param secondsLeft at the present speed; null: unknown
     * @param closedUntil when the queued SMS may leave; null: they may now
     * @param cost of the SMS that have left, which is what is billed
     */
    public record Progress(
            int total,
            int queued,
            int sending,
            int sent,
            int delivered,
            int bounced,
            int failed,
            int uncertain,
            int skipped,
            int done,
            Map<String, Long> reasons,
            double perSecond,
            @Nullable Long secondsLeft,
            @Nullable Instant closedUntil,
            @Nullable Cost cost) {

        /** How many people a retry of the failures would send to again: nobody whom somebody gave up. */
        public long retryable() {
            return failed + bounced - reasons.getOrDefault("GIVEN_UP", 0L);
        }
    }

    /**
     * What changes while a run is being sent, without what the run is about.
     *
     * @param sentAt null until all has left
     * @param progress null until it was confirmed
     */
    public record Tick(
            RelaunchStatus status,
            @Nullable Instant sentAt,
            @Nullable Progress progress,
            List<RelaunchEvent> history) {}
}

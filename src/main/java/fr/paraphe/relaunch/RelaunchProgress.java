package fr.paraphe.relaunch;

import static java.util.stream.Collectors.toMap;

import fr.paraphe.message.DispatchProgress;
import fr.paraphe.message.MessageSending;
import fr.paraphe.message.MessageState;
import fr.paraphe.relaunch.RelaunchView.Progress;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far a run's sending is: what became of its messages, and who got none. */
@Component
class RelaunchProgress {

    private final MessageSending messages;
    private final RelaunchSettings settings;
    private final JdbcClient jdbc;

    RelaunchProgress(MessageSending messages, RelaunchSettings settings, JdbcClient jdbc) {
        this.messages = messages;
        this.settings = settings;
        this.jdbc = jdbc;
    }

    /** @return null until the run is confirmed */
    @Nullable
    Progress of(Relaunch run) {
        if (!run.status().isConfirmed()) {
            return null;
        }
        var sending = messages.progress(run.dispatch());
        var reasons = new TreeMap<String, Long>();
        sending.byReason().forEach((reason, people) -> reasons.merge(reason, (long) people, Long::sum));
        var leftOut = leftOut(run);
        leftOut.forEach((reason, people) -> reasons.merge(reason, people, Long::sum));
        var left = sending.count(MessageState.QUEUED) + sending.count(MessageState.SENDING);
        var queued =
                sending.total() > 0 || run.status() == RelaunchStatus.SENT || run.status() == RelaunchStatus.CLOSED;
        return new Progress(
                queued ? sending.total() : recipients(run),
                sending.count(MessageState.QUEUED),
                sending.count(MessageState.SENDING),
                sending.count(MessageState.SENT),
                sending.count(MessageState.DELIVERED),
                sending.count(MessageState.BOUNCED),
                sending.count(MessageState.FAILED),
                sending.count(MessageState.UNCERTAIN),
                sending.count(MessageState.SKIPPED)
                        + (int) leftOut.values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                queued ? percent(sending, left) : 0,
                reasons,
                sending.perSecond(),
                secondsLeft(sending.timeLeft()),
                sending.closedUntil(),
                run.cost(sending.segmentsSent(), settings.price()));
    }

    /** As the preview counted them. */
    private int recipients(Relaunch run) {
        return jdbc.sql("select coalesce(sum(recipients), 0) from relaunch_text where relaunch_id = ?")
                .param(run.id())
                .query(Integer.class)
                .single();
    }

    private Map<String, Long> leftOut(Relaunch run) {
        return jdbc
                .sql("""
                        select skipped, count(*) as people from relaunch_recipient
                        where relaunch_id = ? and skipped is not null group by skipped
                        """)
                .param(run.id())
                .query((row, number) -> Map.entry(row.getString("skipped"), row.getLong("people")))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static int percent(DispatchProgress sending, int left) {
        return sending.total() == 0 ? 100 : (int) ((sending.total() - left) * 100L / sending.total());
    }

    private static @Nullable Long secondsLeft(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }
}

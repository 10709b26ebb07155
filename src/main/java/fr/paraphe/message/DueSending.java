package fr.paraphe.message;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Sends what single events have queued, one mail here and one there, for flows without a process that sends. SMS among
 * them are codes that somebody waits for: they leave at any hour.
 */
@Service
public class DueSending {

    private static final Logger log = LoggerFactory.getLogger(DueSending.class);

    private final MessageSending sending;
    private final JdbcClient jdbc;
    private final Clock clock;

    DueSending(MessageSending sending, JdbcClient jdbc, Clock clock) {
        this.sending = sending;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Sends whatever is due of a flow. If the provider is down, it stays queued for a later call.
     *
     * @return how many were given up, each with its reason
     */
    public int sendDue(String flow) {
        var failed = 0;
        try {
            for (var run : dueRuns(flow)) {
                failed += sendAll(new DispatchKey(flow, run));
            }
        } catch (ProviderDown e) {
            log.warn("Messages of {} wait: {}", flow, e.getMessage());
        }
        return failed;
    }

    private int sendAll(DispatchKey key) {
        var failed = 0;
        BatchResult batch;
        do {
            batch = sending.sendAwaited(key);
            failed += batch.failed();
        } while (batch.more() && batch.nextAttemptAt() == null && !batch.held() && !batch.failing());
        return failed;
    }

    private List<String> dueRuns(String flow) {
        return jdbc.sql("""
                        select run from dispatch d
                        where flow = :flow and not held and (
                          exists (select from message where dispatch_id = d.id and state = 'QUEUED' and next_attempt_at <= :now)
                          or exists (select from message where dispatch_id = d.id and state = 'SENDING' and next_attempt_at <= :now))
                        """)
                .param("flow", flow)
                .param("now", OffsetDateTime.now(clock))
                .query(String.class)
                .list();
    }
}

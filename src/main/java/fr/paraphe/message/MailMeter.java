package fr.paraphe.message;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells that mails do not leave, of whatever flow: many are sent by no process, so that no incident says so. The same
 * on all nodes.
 */
@Component
class MailMeter implements MeterBinder {

    private final JdbcClient jdbc;
    private final Clock clock;

    MailMeter(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("paraphe.mails.late", this::late)
                .description("Seconds for which the oldest mail that is due has waited")
                .register(registry);
    }

    private double late() {
        return jdbc.sql("""
                        select coalesce(extract(epoch from cast(:now as timestamptz) - min(message.next_attempt_at)), 0)
                        from message join dispatch on dispatch.id = message.dispatch_id
                        where message.state = 'QUEUED' and message.next_attempt_at <= :now
                          and dispatch.channel = 'MAIL' and not dispatch.held""")
                .param("now", OffsetDateTime.now(clock))
                .query(Double.class)
                .single();
    }
}

package fr.paraphe.camunda;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.ToDoubleFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How much work waits in the engine, for all nodes together: each node tells the same. Read from the database when
 * somebody looks, every ten seconds at most.
 */
@Component
class EngineMeters implements MeterBinder {

    private static final Duration READ_EVERY = Duration.ofSeconds(10);

    /**
     * @param due jobs that could be worked off now
     * @param failed jobs without a retry left
     * @param late seconds since the oldest of those that are due could have been begun
     */
    private record Work(long due, long failed, long incidents, double late) {}

    private record Read(Instant at, Work work) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Read last = new Read(Instant.EPOCH, new Work(0, 0, 0, 0));

    EngineMeters(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "paraphe.jobs.due", "Jobs of the engine that could be worked off now", Work::due);
        gauge(registry, "paraphe.jobs.failed", "Jobs of the engine without a retry left", Work::failed);
        gauge(registry, "paraphe.jobs.late", "Seconds for which the oldest job that is due has waited", Work::late);
        gauge(registry, "paraphe.incidents", "Open incidents of the engine", Work::incidents);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<Work> figure) {
        Gauge.builder(name, () -> figure.applyAsDouble(work()))
                .description(description)
                .register(registry);
    }

    private Work work() {
        var now = clock.instant();
        if (last.at().plus(READ_EVERY).isBefore(now)) {
            last = new Read(now, read(now));
        }
        return last.work();
    }

    /** The engine's times have no zone: they are in UTC. */
    private Work read(Instant now) {
        return jdbc.sql("""
                        select count(*) filter (where retries_ > 0 and coalesce(duedate_, create_time_) <= :now) as due,
                          count(*) filter (where retries_ = 0) as failed,
                          (select count(*) from act_ru_incident) as incidents,
                          coalesce(greatest(0, extract(epoch from cast(:now as timestamp) - min(coalesce(duedate_, create_time_))
                            filter (where retries_ > 0))), 0) as late
                        from act_ru_job where suspension_state_ = 1
                        """)
                .param("now", LocalDateTime.ofInstant(now, ZoneOffset.UTC))
                .query(Work.class)
                .single();
    }
}

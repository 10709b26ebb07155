package fr.paraphe.camunda;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.calendar.CycleBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.MapBusinessCalendarManager;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;

/**
 * Reads the cron expressions of timers in people's zone. The engine would read them in the JVM's, which is UTC, and
 * would skip the hour that a change of the clocks takes away: here what is due in it is due an hour later, and what is
 * due in the hour that comes twice is due in the first.
 *
 * <p>Several expressions, separated by {@value #OR}, mean whichever comes first. Cycles such as {@code R3/PT10H} stay
 * the engine's.
 */
class ZonedCycles extends CycleBusinessCalendar {

    static final String OR = " | ";

    private final ZoneId zone;

    ZonedCycles(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public @Nullable Date resolveDuedate(String cycle, @Nullable Date after, long repeatOffset) {
        if (cycle.startsWith("R")) {
            return super.resolveDuedate(cycle, after, repeatOffset);
        }
        var start = Objects.requireNonNullElseGet(after, ClockUtil::getCurrentTime)
                .toInstant()
                .plusMillis(repeatOffset)
                .atZone(zone);
        return Stream.of(cycle.split(Pattern.quote(OR.trim())))
                .flatMap(expression -> next(CronExpression.parse(expression.trim()), start).stream())
                .min(ZonedDateTime::compareTo)
                .map(next -> Date.from(next.toInstant()))
                .orElse(null);
    }

    /** By the clock on the wall, whose hours neither vanish nor come twice; then the moment that this means. */
    private static Optional<ZonedDateTime> next(CronExpression expression, ZonedDateTime start) {
        return Stream.iterate(expression.next(start.toLocalDateTime()), Objects::nonNull, expression::next)
                .map(local -> local.atZone(start.getZone()))
                .filter(moment -> moment.isAfter(start))
                .findFirst();
    }

    @Component
    static class InTheEngine extends AbstractCamundaConfiguration {

        private final Clock clock;

        InTheEngine(Clock clock) {
            this.clock = clock;
        }

        @Override
        public void postInit(ProcessEngineConfigurationImpl engine) {
            ((MapBusinessCalendarManager) engine.getBusinessCalendarManager())
                    .addBusinessCalendar(CycleBusinessCalendar.NAME, new ZonedCycles(clock.getZone()));
        }
    }
}

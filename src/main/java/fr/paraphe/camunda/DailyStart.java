package fr.paraphe.camunda;

import static java.util.stream.Collectors.joining;

import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * At which times of each day, in Paris, a process starts by itself. A module declares a bean of this type; the timer of
 * its diagram reads {@code ${<bean>.cycle()}}; other times take effect when the application starts with them.
 *
 * @param times in their order, at least one, to the minute
 */
public record DailyStart(List<LocalTime> times) {

    public DailyStart {
        times = times.stream().distinct().sorted().toList();
        if (times.isEmpty()) {
            throw new IllegalArgumentException("no time of day");
        }
    }

    /** For a timer's {@code timeCycle}: a cron expression for each time. */
    public String cycle() {
        return times.stream()
                .map(time -> "0 %d %d * * *".formatted(time.getMinute(), time.getHour()))
                .collect(joining(ZonedCycles.OR));
    }

    /** The next start after this moment, in the moment's zone. */
    public ZonedDateTime after(ZonedDateTime moment) {
        return Stream.of(moment.toLocalDate(), moment.toLocalDate().plusDays(1))
                .flatMap(day -> times.stream().map(time -> day.atTime(time).atZone(moment.getZone())))
                .filter(start -> start.isAfter(moment))
                .findFirst()
                .orElseThrow();
    }
}

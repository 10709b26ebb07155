package fr.paraphe.mission;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * When a client is reminded of a request: on certain days before and after its due date; once those are over, every
 * week from the due date on, or from the day on which it was last asked if that is later. What a standstill has let
 * pass is left out, so that nobody gets several at once.
 *
 * @param days from the due date on, in their order; negative ones before it
 * @param weeks how many weekly ones follow
 */
record RequestReminders(List<Integer> days, int weeks, LocalTime time, ZoneId zone) {

    /** The first one after this moment; empty if none is left. */
    Optional<Instant> next(LocalDate dueOn, LocalDate askedOn, Instant now) {
        var lateFrom = askedOn.isAfter(dueOn) ? askedOn : dueOn;
        return Stream.concat(
                        days.stream().map(dueOn::plusDays),
                        IntStream.rangeClosed(1, weeks).mapToObj(lateFrom::plusWeeks))
                .map(day -> day.atTime(time).atZone(zone).toInstant())
                .filter(reminder -> reminder.isAfter(now))
                .findFirst();
    }
}

package fr.paraphe.mission;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * When a client is reminded of a request: on certain days before and after its due date. What a standstill has let pass
 * is left out, so that nobody gets several at once.
 *
 * @param days from the due date on, in their order; negative ones before it
 */
record RequestReminders(List<Integer> days, LocalTime time, ZoneId zone) {

    /** The first one after this moment; empty if none is left. */
    Optional<Instant> next(LocalDate dueOn, Instant now) {
        return days.stream()
                .map(day -> dueOn.plusDays(day).atTime(time).atZone(zone).toInstant())
                .filter(reminder -> reminder.isAfter(now))
                .findFirst();
    }
}

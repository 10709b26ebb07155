package fr.paraphe.portal;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * When an invitation is repeated: on certain days after the first mail, each at the same time of the day. What a
 * standstill has let pass is left out, so that nobody gets several at once.
 *
 * @param days after the day of the first mail
 */
record ReminderCalendar(List<Integer> days, LocalTime time, ZoneId zone) {

    /** The first reminder after this moment; empty if none is left. */
    Optional<Instant> next(Instant firstMail, Instant now) {
        var day = firstMail.atZone(zone).toLocalDate();
        return days.stream()
                .sorted()
                .map(after -> day.plusDays(after).atTime(time).atZone(zone).toInstant())
                .filter(reminder -> reminder.isAfter(now))
                .findFirst();
    }
}

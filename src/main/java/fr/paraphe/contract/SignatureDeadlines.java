package fr.paraphe.contract;

import fr.paraphe.account.WorkingDays;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/**
 * Computes until when a work contract must be signed.
 *
 * <p>The law gives two working days ("jours ouvrables", Code du travail, articles L1242-13 and L1251-17): every day but
 * Sundays and public holidays; the start day does not count. The parties agreed on 48 hours, which are always over
 * first: two whole days after the start day end later than 48 hours after any moment of it, and the one day that is an
 * hour short, in March, is a Sunday, which does not count. So the order of the starts is the order of the earlier
 * deadlines, and one index serves both.
 */
@Component
public class SignatureDeadlines {

    private static final Duration CONTRACTUAL = Duration.ofHours(48);
    private static final int LEGAL_WORKING_DAYS = 2;

    private final ZoneId zone;

    SignatureDeadlines(Clock clock) {
        zone = clock.getZone();
    }

    /**
     * @param holidayCalendar whose public holidays count, as {@link WorkingDays#of} takes it
     * @throws IllegalArgumentException if there is no such calendar
     */
    public Deadlines of(Instant start, String holidayCalendar) {
        var workingDays = WorkingDays.of(holidayCalendar);
        var day = start.atZone(zone).toLocalDate();
        for (int counted = 0; counted < LEGAL_WORKING_DAYS; ) {
            day = day.plusDays(1);
            if (workingDays.include(day)) {
                counted++;
            }
        }
        return new Deadlines(
                start.plus(CONTRACTUAL), day.plusDays(1).atStartOfDay(zone).toInstant());
    }
}

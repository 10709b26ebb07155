package fr.paraphe.mission;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One offering of a mission.
 *
 * @param firstDue when the occurrence of number {@code firstN} is due; null: it never comes back
 * @param dueDay the day of the month that due dates come back to; null: the first one's
 * @param quantity how many there are, if it never comes back
 * @param nextN the number of the occurrence that is created next
 */
record MissionLine(
        OfferingId offering,
        String title,
        Frequency frequency,
        int leadDays,
        @Nullable LocalDate firstDue,
        @Nullable Integer dueDay,
        @Nullable Integer quantity,
        int firstN,
        int nextN) {

    /** @param today when whatever never comes back is created, as soon as the mission is signed */
    Recurrence recurrence(Mission mission, LocalDate today) {
        return firstDue == null
                ? Recurrence.once(quantity == null ? 0 : quantity, today, leadDays, mission.start(), mission.end())
                : Recurrence.repeated(frequency, firstDue, dueDay, leadDays, mission.end());
    }

    int nextRank() {
        return nextN - firstN;
    }

    Period period(Recurrence.Occurrence occurrence) {
        return new Period(frequency, occurrence.dueOn(), occurrence.rank() + 1, quantity);
    }
}

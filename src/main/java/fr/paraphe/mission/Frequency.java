package fr.paraphe.mission;

import java.time.LocalDate;

/** How often an offering of a mission comes back. */
public enum Frequency {
    WEEKLY,
    MONTHLY,
    EVERY_TWO_MONTHS,
    QUARTERLY,
    HALF_YEARLY,
    YEARLY,
    /** As many times as the mission says, all of them when it is signed. */
    NEVER;

    /** @param times how many periods after {@code first}; the 30th and 31st end at the end of a shorter month */
    LocalDate after(LocalDate first, int times) {
        return switch (this) {
            case WEEKLY -> first.plusWeeks(times);
            case MONTHLY -> first.plusMonths(times);
            case EVERY_TWO_MONTHS -> first.plusMonths(2L * times);
            case QUARTERLY -> first.plusMonths(3L * times);
            case HALF_YEARLY -> first.plusMonths(6L * times);
            case YEARLY -> first.plusYears(times);
            case NEVER -> first;
        };
    }

    /** @param day of the month, which the first falls short of and shorter months end before */
    LocalDate after(LocalDate first, int day, int times) {
        var due = after(first, times);
        return this == WEEKLY || this == NEVER ? due : due.withDayOfMonth(Math.min(day, due.lengthOfMonth()));
    }
}

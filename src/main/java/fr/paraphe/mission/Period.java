package fr.paraphe.mission;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a title says about the time that an occurrence is for: the period in which it is due.
 *
 * @param n its number among those of the same rule, from 1
 * @param quantity how many of them there are, if the offering never comes back
 */
public record Period(
        Frequency frequency,
        LocalDate dueOn,
        int n,
        @Nullable Integer quantity) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MM/yyyy");
    private static final DateTimeFormatter MONTH_ALONE = DateTimeFormatter.ofPattern("MM");

    /** {@code 04/2027}, {@code 03-04/2027}, {@code T2 2027}, {@code S1 2027}, {@code 2027}, {@code 1/3}. */
    public String in(Locale language) {
        var english = language.getLanguage().equals(Locale.ENGLISH.getLanguage());
        return switch (frequency) {
            case WEEKLY -> DAY.format(dueOn);
            case MONTHLY -> MONTH.format(dueOn);
            case EVERY_TWO_MONTHS -> twoMonths();
            case QUARTERLY -> (english ? "Q" : "T") + ((dueOn.getMonthValue() - 1) / 3 + 1) + " " + dueOn.getYear();
            case HALF_YEARLY -> (english ? "H" : "S") + ((dueOn.getMonthValue() - 1) / 6 + 1) + " " + dueOn.getYear();
            case YEARLY -> String.valueOf(dueOn.getYear());
            case NEVER -> quantity == null || n > quantity ? String.valueOf(n) : n + "/" + quantity;
        };
    }

    private String twoMonths() {
        var before = dueOn.minusMonths(1);
        return (before.getYear() == dueOn.getYear() ? MONTH_ALONE : MONTH).format(before) + "-" + MONTH.format(dueOn);
    }
}

package fr.paraphe.mission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTest {

    private static final LocalDate END = LocalDate.parse("2030-12-31");

    private static Recurrence monthly(String first, int leadDays) {
        return Recurrence.repeated(Frequency.MONTHLY, LocalDate.parse(first), leadDays, END);
    }

    private static List<String> dues(Recurrence recurrence, int count) {
        return recurrence
                .from(0)
                .limit(count)
                .map(one -> one.dueOn().toString())
                .toList();
    }

    private static List<String> creations(Recurrence recurrence, int count) {
        return recurrence
                .from(0)
                .limit(count)
                .map(one -> one.createdOn().toString())
                .toList();
    }

    @Test
    @DisplayName(
            "P-08 due on the 30th, ten days before: the 20th; in February the 28th and the 18th; no drift after it")
    void noDrift() {
        var recurrence = monthly("2026-12-30", 10);

        assertThat(dues(recurrence, 5))
                .containsExactly("2026-12-30", "2027-01-30", "2027-02-28", "2027-03-30", "2027-04-30");
        assertThat(creations(recurrence, 5))
                .containsExactly("2026-12-20", "2027-01-20", "2027-02-18", "2027-03-20", "2027-04-20");
    }

    @Test
    @DisplayName("P-08 the 31st and leap years: the last day of a shorter month, and back to the 31st")
    void endsOfMonths() {
        assertThat(dues(monthly("2027-12-31", 0), 5))
                .containsExactly("2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30");
        assertThat(dues(Recurrence.repeated(Frequency.YEARLY, LocalDate.parse("2024-02-29"), 0, END), 5))
                .containsExactly("2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29");
    }

    @ParameterizedTest
    @CsvSource({
        "WEEKLY, 2027-02-06",
        "MONTHLY, 2027-02-28",
        "EVERY_TWO_MONTHS, 2027-03-30",
        "QUARTERLY, 2027-04-30",
        "HALF_YEARLY, 2027-07-30",
        "YEARLY, 2028-01-30"
    })
    @DisplayName("P-14 each frequency")
    void frequencies(Frequency frequency, String second) {
        assertThat(dues(Recurrence.repeated(frequency, LocalDate.parse("2027-01-30"), 0, END), 2))
                .containsExactly("2027-01-30", second);
    }

    @Test
    @DisplayName(
            "P-14 never: the quantity, all on the day of the signature, due after the lead time within the mission")
    void never() {
        var signed = LocalDate.parse("2026-09-16");
        var recurrence = Recurrence.once(3, signed, 10, LocalDate.parse("2026-01-01"), LocalDate.parse("2026-12-31"));

        assertThat(dues(recurrence, 9)).containsExactly("2026-09-26", "2026-09-26", "2026-09-26");
        assertThat(creations(recurrence, 9)).containsOnly("2026-09-16");
        assertThat(dues(Recurrence.once(1, signed, 10, LocalDate.parse("2027-01-01"), END), 9))
                .containsExactly("2027-01-01");
        assertThat(dues(Recurrence.once(1, signed, 30, signed, LocalDate.parse("2026-09-30")), 9))
                .containsExactly("2026-09-30");
    }

    @Test
    @DisplayName("P-19 the last due date is not after the mission's end")
    void end() {
        assertThat(dues(
                        Recurrence.repeated(
                                Frequency.MONTHLY, LocalDate.parse("2027-01-31"), 0, LocalDate.parse("2027-04-30")),
                        9))
                .containsExactly("2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30");
        assertThat(dues(
                        Recurrence.repeated(
                                Frequency.MONTHLY, LocalDate.parse("2027-01-31"), 0, LocalDate.parse("2027-04-29")),
                        9))
                .containsExactly("2027-01-31", "2027-02-28", "2027-03-31");
    }

    @Test
    @DisplayName("P-08 P-15 started from the end of February, what was due on the 30th comes back to it in March")
    void fromTheEndOfAShorterMonth() {
        var first = LocalDate.parse("2027-02-28");

        assertThat(dues(Recurrence.repeated(Frequency.MONTHLY, first, 30, 0, END), 4))
                .containsExactly("2027-02-28", "2027-03-30", "2027-04-30", "2027-05-30");
        assertThat(dues(Recurrence.repeated(Frequency.WEEKLY, first, 30, 0, END), 2))
                .containsExactly("2027-02-28", "2027-03-07");
    }

    @Test
    @DisplayName("P-15 the next due date is the first that is not over")
    void next() {
        var recurrence = monthly("2027-01-30", 10);

        assertThat(recurrence.nextFrom(0, LocalDate.parse("2027-09-15")))
                .hasValueSatisfying(one -> assertThat(one.dueOn()).isEqualTo("2027-09-30"));
        assertThat(recurrence.nextFrom(0, LocalDate.parse("2027-09-30")))
                .hasValueSatisfying(one -> assertThat(one.dueOn()).isEqualTo("2027-09-30"));
        assertThat(recurrence.nextFrom(10, LocalDate.parse("2027-09-15")))
                .hasValueSatisfying(one -> assertThat(one.dueOn()).isEqualTo("2027-11-30"));
    }

    @Test
    @DisplayName("P-08 a lead time longer than the period creates several before the first is due")
    void longLead() {
        assertThat(creations(Recurrence.repeated(Frequency.WEEKLY, LocalDate.parse("2027-03-01"), 20, END), 3))
                .containsExactly("2027-02-09", "2027-02-16", "2027-02-23");
    }

    @Test
    @DisplayName("P-21 the period in a title, by frequency and language")
    void periods() {
        var due = LocalDate.parse("2027-04-30");
        assertThat(Stream.of(Frequency.values()).map(frequency -> new Period(frequency, due, 2, 3).in(Locale.FRENCH)))
                .containsExactly("30/04/2027", "04/2027", "03-04/2027", "T2 2027", "S1 2027", "2027", "2/3");
        assertThat(new Period(Frequency.NEVER, due, 4, 3).in(Locale.FRENCH)).isEqualTo("4");
        assertThat(new Period(Frequency.QUARTERLY, due, 1, null).in(Locale.ENGLISH))
                .isEqualTo("Q2 2027");
        assertThat(new Period(Frequency.EVERY_TWO_MONTHS, LocalDate.parse("2027-01-31"), 1, null).in(Locale.FRENCH))
                .isEqualTo("12/2026-01/2027");
    }
}

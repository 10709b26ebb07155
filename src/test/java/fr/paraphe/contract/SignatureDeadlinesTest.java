package fr.paraphe.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureDeadlinesTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final SignatureDeadlines deadlines = new SignatureDeadlines(Clock.system(PARIS));

    @ParameterizedTest
    @DisplayName("R-28 the law gives until the end of the second working day after the start day")
    @CsvSource({
        "2026-04-30T08:00, 2026-05-04", // 1 May is a holiday, 3 May a Sunday
        "2026-05-13T08:00, 2026-05-16", // Ascension Day; Saturday counts
        "2026-05-22T08:00, 2026-05-26", // Whit Monday
        "2026-09-19T08:00, 2026-09-22",
        "2026-12-31T08:00, 2027-01-04"
    })
    void legal(LocalDateTime start, LocalDate lastDay) {
        var due = deadlines.of(paris(start), "FR");

        assertThat(due.legal())
                .isEqualTo(lastDay.plusDays(1).atStartOfDay(PARIS).toInstant());
        assertThat(due.lastMoment().atZone(PARIS).toLocalDate()).isEqualTo(lastDay);
    }

    @Test
    @DisplayName("R-28 the parties agreed on 48 hours after the start, also when clocks change")
    void contractual() {
        assertThat(deadlines.of(paris("2026-04-30T08:00"), "FR").contractual()).isEqualTo(paris("2026-05-02T08:00"));
        assertThat(deadlines.of(paris("2026-10-24T08:00"), "FR").contractual()).isEqualTo(paris("2026-10-26T07:00"));
    }

    @ParameterizedTest
    @DisplayName("R-28 the account's holidays count: Alsace-Moselle and overseas have more")
    @CsvSource({
        "2026-12-24T08:00, FR, 2026-12-28",
        "2026-12-24T08:00, FR-67, 2026-12-29", // 26 December
        "2026-04-02T08:00, FR, 2026-04-04",
        "2026-04-02T08:00, FR-57, 2026-04-07", // Good Friday
        "2026-05-26T08:00, FR, 2026-05-28",
        "2026-05-26T08:00, GP, 2026-05-29", // abolition of slavery, 27 May
        "2026-05-21T08:00, MQ, 2026-05-26",
        "2026-06-09T08:00, GF, 2026-06-12",
        "2026-12-19T08:00, RE, 2026-12-22",
        "2026-04-25T08:00, YT, 2026-04-29"
    })
    void calendars(LocalDateTime start, String calendar, LocalDate lastDay) {
        var lastMoment = deadlines.of(paris(start), calendar).lastMoment();

        assertThat(lastMoment.atZone(PARIS).toLocalDate()).isEqualTo(lastDay);
    }

    @ParameterizedTest
    @DisplayName("R-28 the 48 hours are always over first, so that the order of starts is the order of deadlines")
    @ValueSource(ints = {2026, 2027, 2028})
    void contractualIsEarlier(int year) {
        var end = LocalDate.of(year + 1, 1, 1).atStartOfDay();
        for (var start = LocalDate.of(year, 1, 1).atStartOfDay(); start.isBefore(end); start = start.plusMinutes(59)) {
            var due = deadlines.of(paris(start), "FR");
            assertThat(due.contractual()).as("start %s", start).isBefore(due.legal());
        }
    }

    @Test
    @DisplayName("R-28 a start in the last hour of the last day before the clocks change still has 48 hours first")
    void lastHourBeforeSpring() {
        var due = deadlines.of(paris("2026-03-27T23:59"), "FR");

        assertThat(Duration.between(due.contractual(), due.legal())).isPositive();
    }

    @Test
    @DisplayName("a calendar that does not exist is refused by name")
    void unknownCalendar() {
        assertThatThrownBy(() -> deadlines.of(Instant.EPOCH, "QQ"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("QQ");
    }

    private static Instant paris(String local) {
        return paris(LocalDateTime.parse(local));
    }

    private static Instant paris(LocalDateTime local) {
        return local.atZone(PARIS).toInstant();
    }
}

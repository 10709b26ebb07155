package fr.paraphe.camunda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZonedCyclesTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final ZonedCycles cycles = new ZonedCycles(PARIS);
    private final DailyStart twice = new DailyStart(List.of(LocalTime.of(13, 0), LocalTime.of(7, 30)));

    @ParameterizedTest
    @CsvSource({
        "2026-09-16T10:00:00Z, 2026-09-16T11:00:00Z",
        "2026-09-16T11:00:00Z, 2026-09-17T05:30:00Z",
        // The night of 25 October has 25 hours, that of 28 March 2027 has 23.
        "2026-10-24T11:00:00Z, 2026-10-25T06:30:00Z",
        "2026-10-25T06:30:00Z, 2026-10-25T12:00:00Z",
        "2027-03-27T12:00:00Z, 2027-03-28T05:30:00Z",
        "2027-03-28T05:30:00Z, 2027-03-28T11:00:00Z"
    })
    @DisplayName("R-02 07:30 and 13:00 are times of Paris, summer and winter, on the days of both changes too")
    void timesOfParis(Instant after, Instant next) {
        assertThat(next(twice.cycle(), after)).isEqualTo(next);
        assertThat(twice.after(ZonedDateTime.ofInstant(after, PARIS)).toInstant())
                .isEqualTo(next);
    }

    @Test
    @DisplayName(
            "What is due in the hour that the clocks skip is due an hour later; in the hour that comes twice, once")
    void changesOfTheClocks() {
        assertThat(next("0 30 2 * * *", Instant.parse("2027-03-27T12:00:00Z")))
                .isEqualTo(Instant.parse("2027-03-28T01:30:00Z"));
        var first = next("0 30 2 * * *", Instant.parse("2026-10-24T12:00:00Z"));
        assertThat(first).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(next("0 30 2 * * *", first)).isEqualTo(Instant.parse("2026-10-26T01:30:00Z"));
        assertThat(next("0 30 2 * * *", Instant.parse("2026-10-25T01:15:00Z")))
                .isEqualTo(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    @DisplayName("ISO 8601 cycles stay what they are to the engine")
    void isoCycles() {
        var start = Instant.parse("2026-09-16T10:00:00Z");
        assertThat(next("R3/2026-09-16T10:00:00/PT10H", start)).isAfter(start);
    }

    private Instant next(String cycle, Instant after) {
        return Objects.requireNonNull(cycles.resolveDuedate(cycle, Date.from(after)))
                .toInstant();
    }
}

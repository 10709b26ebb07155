package fr.paraphe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.testing.TestClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReminderCalendarTest {

    private final ReminderCalendar calendar =
            new ReminderCalendar(List.of(2, 4, 6, 20, 30, 60, 90), LocalTime.of(10, 0), TestClock.PARIS);

    @ParameterizedTest
    @CsvSource({
        "2026-09-16T00:30, 2026-09-16T00:30, 2026-09-18T10:00",
        "2026-09-16T23:59, 2026-09-16T23:59, 2026-09-18T10:00",
        "2026-09-16T10:00, 2026-09-18T10:00, 2026-09-20T10:00",
        "2026-10-20T10:00, 2026-10-24T10:00, 2026-10-26T10:00",
        "2026-02-27T10:00, 2026-03-05T10:00, 2026-03-19T10:00",
        "2026-02-27T10:00, 2026-03-29T10:00, 2026-04-28T10:00",
        "2026-09-16T10:00, 2026-12-15T09:59, 2026-12-15T10:00",
    })
    @DisplayName("A reminder stands at 10:00 in Paris, winter and summer, counted from the day of the first mail")
    void next(LocalDateTime first, LocalDateTime now, LocalDateTime next) {
        assertThat(calendar.next(paris(first), paris(now))).contains(paris(next));
    }

    @ParameterizedTest
    @CsvSource("2026-09-16T10:00, 2026-12-15T10:00")
    @DisplayName("After the last one there is none")
    void last(LocalDateTime first, LocalDateTime now) {
        assertThat(calendar.next(paris(first), paris(now))).isEmpty();
    }

    private static Instant paris(LocalDateTime time) {
        return time.atZone(TestClock.PARIS).toInstant();
    }
}

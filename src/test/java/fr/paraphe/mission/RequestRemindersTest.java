package fr.paraphe.mission;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.testing.TestClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RequestRemindersTest {

    private static final LocalDate DUE = LocalDate.parse("2027-03-30");
    private static final LocalDate ASKED = LocalDate.parse("2027-03-20");

    private final RequestReminders calendar =
            new RequestReminders(List.of(-3, 0, 3), 2, LocalTime.of(10, 0), TestClock.PARIS);

    private static Instant paris(String time) {
        return LocalDateTime.parse(time).atZone(TestClock.PARIS).toInstant();
    }

    @Test
    @DisplayName("P-23 three days before, on the day, three days after, at ten in Paris, also when clocks change")
    void inOrder() {
        assertThat(calendar.next(DUE, ASKED, paris("2027-03-20T08:00"))).contains(paris("2027-03-27T10:00"));
        assertThat(calendar.next(DUE, ASKED, paris("2027-03-27T10:00"))).contains(paris("2027-03-30T10:00"));
        assertThat(calendar.next(DUE, ASKED, paris("2027-03-30T10:00"))).contains(paris("2027-04-02T10:00"));
    }

    @Test
    @DisplayName("P-23 late, a request is followed up every week from its due date on, so often as is set")
    void weekly() {
        assertThat(calendar.next(DUE, ASKED, paris("2027-04-02T10:00"))).contains(paris("2027-04-06T10:00"));
        assertThat(calendar.next(DUE, ASKED, paris("2027-04-06T10:00"))).contains(paris("2027-04-13T10:00"));
        assertThat(calendar.next(DUE, ASKED, paris("2027-04-13T10:00"))).isEmpty();
    }

    @Test
    @DisplayName("P-23 asked after its due date, it is followed up every week from that day on")
    void askedLate() {
        var asked = LocalDate.parse("2027-04-20");

        assertThat(calendar.next(DUE, asked, paris("2027-04-20T15:00"))).contains(paris("2027-04-27T10:00"));
        assertThat(calendar.next(DUE, asked, paris("2027-04-27T10:00"))).contains(paris("2027-05-04T10:00"));
        assertThat(calendar.next(DUE, asked, paris("2027-05-04T10:00"))).isEmpty();
    }

    @Test
    @DisplayName("P-22 what a standstill has let pass is left out")
    void afterAStandstill() {
        assertThat(calendar.next(DUE, ASKED, paris("2027-03-31T10:00"))).contains(paris("2027-04-02T10:00"));
    }
}

package fr.paraphe.mission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** Which occurrences a mission has, when each is created, and what it is called. */
class MissionOccurrencesTest extends MissionScenario {

    @Test
    @DisplayName(
            "P-16, P-15, P-08 nothing before the signature; then 8 at once, and the next on 20/09 at eight in Paris")
    void pastOccurrences() {
        clock.setTo("2027-09-15T10:00");
        var number = saved(mission("2027-01-01", "2027-12-31", repeated(offering(10, false), "MONTHLY", "2027-01-30")));

        assertThat(jobs.runDue(number)).isZero();
        assertThat(tasks("REQUEST")).isEmpty();
        assertThat(view(number).get("atOnce").asInt()).isEqualTo(8);
        assertThat(view(number).get("lines").get(0).get("nextDue").asText()).isEqualTo("2027-09-30");

        sign(number);
        jobs.runDue(number);

        assertThat(created(number))
                .containsExactly(
                        "2027-01-30",
                        "2027-02-28",
                        "2027-03-30",
                        "2027-04-30",
                        "2027-05-30",
                        "2027-06-30",
                        "2027-07-30",
                        "2027-08-30");
        assertThat(view(number).get("nextCreationAt").asText()).isEqualTo("2027-09-20T06:00:00Z");
        goTo("2027-09-20T07:59", number);
        assertThat(created(number)).hasSize(8);
        goTo("2027-09-20T08:00", number);
        assertThat(created(number)).hasSize(9).endsWith("2027-09-30");
    }

    @Test
    @DisplayName("P-15 started from the next due date, nothing is created at once")
    void fromTheNextDueDate() {
        clock.setTo("2027-09-15T10:00");
        var number =
                signed(mission("2027-01-01", "2027-12-31", repeated(offering(10, false), "MONTHLY", "2027-09-30")));

        assertThat(created(number)).isEmpty();
        assertThat(view(number).get("nextCreationAt").asText()).isEqualTo("2027-09-20T06:00:00Z");
    }

    @Test
    @DisplayName(
            "P-08, P-19, P-21 no drift after February; clocks change and eight stays eight; ended after the last day")
    void throughAYear() {
        clock.setTo("2026-12-01T10:00");
        var number = signed(mission("2027-01-01", "2027-04-30", repeated(offering(10, true), "MONTHLY", "2027-01-30")));

        for (var day : List.of("2027-01-20", "2027-02-18", "2027-03-20", "2027-04-20")) {
            var before = created(number).size();
            goTo(day + "T07:59", number);
            assertThat(created(number)).hasSize(before);
            goTo(day + "T08:00", number);
            assertThat(created(number)).hasSize(before + 1);
        }
        assertThat(dueDates("REQUEST")).containsExactly("2027-01-30", "2027-02-28", "2027-03-30", "2027-04-30");
        assertThat(tasks("TASK")).hasSize(4);
        assertThat(tasks("TASK").get(3).get("title").asText()).isEqualTo("Rappel TVA 04/2027");

        goTo("2027-04-30T23:59", number);
        assertThat(view(number).get("status").asText()).isEqualTo("SIGNED");
        goTo("2027-05-01T00:00", number);
        assertThat(view(number).get("status").asText()).isEqualTo("ENDED");
        assertThat(post("/api/missions/" + number + "/signature", Map.of())
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
    }

    @Test
    @DisplayName("P-08 on the 31st: the last day of a leap February and of a short month, and back to the 31st")
    void leapYear() {
        clock.setTo("2027-11-01T10:00");
        var number =
                signed(mission("2027-12-01", "2028-05-31", repeated(offering(10, false), "MONTHLY", "2027-12-31")));

        goTo("2028-02-19T07:59", number);
        assertThat(created(number)).containsExactly("2027-12-31", "2028-01-31");
        goTo("2028-02-19T08:00", number);
        goTo("2028-05-21T08:00", number);

        assertThat(created(number))
                .containsExactly("2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30", "2028-05-31");
    }

    @Test
    @DisplayName("P-08 a lead time longer than the period: several at the signature, then one each week")
    void longLead() {
        clock.setTo("2026-09-16T10:00");
        var number = signed(mission("2026-10-01", "2026-12-31", repeated(offering(30, false), "WEEKLY", "2026-10-01")));

        assertThat(created(number)).containsExactly("2026-10-01", "2026-10-08", "2026-10-15");
        goTo("2026-09-22T08:00", number);
        assertThat(created(number)).hasSize(4).endsWith("2026-10-22");
    }

    @Test
    @DisplayName("P-14 never: quantity 3 gives 3 at the signature, whatever the hour, and quantity 0 is refused")
    void quantity() {
        var offering = offering(10, false);
        clock.setTo("2026-09-16T07:00");

        var number = signed(mission("2026-01-01", "2026-12-31", never(offering, 3)));

        assertThat(created(number)).containsExactly("2026-09-26", "2026-09-26", "2026-09-26");
        assertThat(tasks("REQUEST").stream().map(task -> task.get("title").asText()))
                .containsExactly("Rappel TVA 1/3", "Rappel TVA 2/3", "Rappel TVA 3/3");
        assertThat(wrongFields(post("/api/missions", mission("2026-01-01", "2026-12-31", never(offering, 0)))))
                .containsExactly("offerings[0].quantity");
    }

    @Test
    @DisplayName(
            "P-14, P-20 more of what never comes back, months after the signature: due after the lead time from now")
    void moreOfIt() {
        var offering = offering(10, false);
        clock.setTo("2026-03-02T07:00");
        var number = signed(mission("2026-01-01", "2026-12-31", never(offering, 2)));
        assertThat(created(number)).containsExactly("2026-03-12", "2026-03-12");

        clock.setTo("2026-09-16T07:00");
        ok(send(HttpMethod.PUT, "/api/missions/" + number, mission("2026-01-01", "2026-12-31", never(offering, 3))));
        jobs.runDue(number);

        assertThat(created(number)).containsExactly("2026-03-12", "2026-03-12", "2026-09-26");
    }

    @Test
    @DisplayName("P-21 two of what came back each month before are 1/2 and 2/2, whatever the mission has created")
    void countedFromThePresentRule() {
        var offering = offering(10, false);
        clock.setTo("2026-09-16T07:00");
        var number = signed(mission("2026-01-01", "2026-12-31", repeated(offering, "MONTHLY", "2026-06-30")));
        assertThat(created(number)).hasSize(3);

        ok(send(HttpMethod.PUT, "/api/missions/" + number, mission("2026-01-01", "2026-12-31", never(offering, 2))));
        assertThat(periods(number)).containsExactly("06/2026", "07/2026", "08/2026", "1/2", "2/2");
        jobs.runDue(number);

        assertThat(periods(number)).containsExactly("06/2026", "07/2026", "08/2026", "1/2", "2/2");
        assertThat(tasks("REQUEST").stream().map(task -> task.get("title").asText()))
                .endsWith("Rappel TVA 1/2", "Rappel TVA 2/2");
        ok(send(HttpMethod.PUT, "/api/missions/" + number, mission("2026-01-01", "2026-12-31", never(offering, 3))));
        jobs.runDue(number);
        assertThat(periods(number)).endsWith("1/2", "2/2", "3/3");
        clock.advance(Duration.ofMinutes(2));
        await().atMost(Duration.ofSeconds(20)).until(() -> !mailsTo(clientMail).isEmpty());
        assertThat(text(mailsTo(clientMail).get(0))).contains("(08/2026)", "(1/2)", "(3/3)");
    }

    private List<String> periods(String number) {
        return list(view(number).get("calendar")).stream()
                .map(one -> one.get("period").asText())
                .toList();
    }

    @Test
    @DisplayName("P-24 the calendar before anything is saved, past occurrences included")
    void preview() {
        var offering = offering(10, false);
        clock.setTo("2027-09-15T10:00");

        var preview = ok(post(
                "/api/missions/calendar",
                mission("2027-01-01", "2027-12-31", repeated(offering, "MONTHLY", "2027-01-30"))));

        assertThat(preview.get("atOnce").asInt()).isEqualTo(8);
        assertThat(preview.get("calendar")).hasSize(12);
        assertThat(preview.get("calendar").get(8).get("createdOn").asText()).isEqualTo("2027-09-20");
        assertThat(missions()).isZero();
    }
}

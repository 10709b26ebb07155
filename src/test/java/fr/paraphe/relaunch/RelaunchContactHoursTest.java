package fr.paraphe.relaunch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.StaffRole;
import fr.paraphe.testing.TestClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;

class RelaunchContactHoursTest extends RelaunchScenario {

    @Test
    @DisplayName("§5 R-31 SMS that are confirmed on Saturday evening wait until Monday at eight, and the run says so")
    void overTheWeekend() {
        workersWithAContract(2);
        clock.setTo("2026-09-19T20:00");

        var number = sent("SMS");

        assertNothingLeft();
        assertThat(run(number).get("status").asText()).isEqualTo("SENDING");
        assertThat(run(number).at("/progress/queued").asInt()).isEqualTo(2);
        assertThat(run(number).at("/progress/closedUntil").asText()).isEqualTo("2026-09-21T06:00:00Z");
        assertThat(as(agent).getForObject("/console/relaunches/" + number, String.class))
                .contains("ceux-ci attendent et partiront le 21/09/2026 08:00");

        clock.setTo("2026-09-21T07:59:59");
        jobs.runDue(number);
        assertNothingLeft();

        clock.setTo("2026-09-21T08:00");
        jobs.runDue(number);
        assertThat(smsBodies()).hasSize(2);
        assertThat(run(number).get("status").asText()).isEqualTo("SENT");
        assertThat(run(number).at("/progress").has("closedUntil")).isFalse();
    }

    @Test
    @DisplayName("§5 R-26 what has not left by eight in the evening goes on in the morning")
    void overNight() {
        workersWithAContract(2);
        var number = confirmed("SMS");
        clock.setTo("2026-09-16T20:00");

        jobs.runDue(number);
        assertNothingLeft();

        clock.setTo("2026-09-17T08:00");
        jobs.runDue(number);
        assertThat(smsBodies()).hasSize(2);
    }

    @Test
    @DisplayName("R-26 a run that waits for Monday is stopped at once, and nothing leaves on Monday either")
    void stoppedWhileItWaits() {
        workersWithAContract(2);
        clock.setTo("2026-09-19T20:00");
        var number = sent("SMS");

        done(number, "stop", Map.of());
        jobs.runDue(number);

        assertThat(run(number).get("status").asText()).isEqualTo("SENT");
        assertThat(run(number).at("/progress/reasons/STOPPED").asInt()).isEqualTo(2);
        clock.setTo("2026-09-21T08:00");
        jobs.runDue(number);
        assertNothingLeft();
    }

    @Test
    @DisplayName("R-26 a run that waits is paused, and resumed it waits again")
    void pausedWhileItWaits() {
        workersWithAContract(2);
        clock.setTo("2026-09-19T20:00");
        var number = sent("SMS");

        done(number, "pause", Map.of());
        jobs.runDue(number);
        clock.setTo("2026-09-20T12:00");
        done(number, "resumption", Map.of());
        jobs.runDue(number);
        assertNothingLeft();

        clock.setTo("2026-09-21T08:00");
        jobs.runDue(number);
        assertThat(smsBodies()).hasSize(2);
    }

    @Test
    @DisplayName("§5 a mail leaves at any hour")
    void mail() {
        workersWithAContract(1);
        clock.setTo("2026-09-20T03:00");

        sent("MAIL");

        assertThat(mails()).hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("§5 R-31 SMS leave from 8 to 20, Monday to Saturday, on no public holiday of the account")
    @CsvSource({
        "FR,    2026-09-16T07:59:59, 2026-09-16T08:00",
        "FR,    2026-09-16T08:00,",
        "FR,    2026-09-16T19:59:59,",
        "FR,    2026-09-16T20:00,    2026-09-17T08:00",
        "FR,    2026-09-19T12:00,", // Saturday
        "FR,    2026-09-20T12:00,    2026-09-21T08:00",
        "FR,    2026-10-24T20:00,    2026-10-26T08:00", // clocks change in between
        "FR,    2026-11-11T10:00,    2026-11-12T08:00", // 1918's armistice
        "FR,    2026-12-24T20:00,    2026-12-26T08:00",
        "FR-67, 2026-12-24T20:00,    2026-12-28T08:00", // Boxing Day counts in Alsace
    })
    void hours(String calendar, String now, @Nullable String opens) {
        var manager = given.staffOf(agency, false, StaffRole.MANAGER);
        as(manager)
                .exchange(
                        "/api/accounts/" + agency.code() + "/holiday-calendar",
                        HttpMethod.PUT,
                        new HttpEntity<>(Map.of("calendar", calendar)),
                        JsonNode.class);
        workersWithAContract(1);
        clock.setTo(now);

        var preview = preview(previewed("SMS"));

        assertThat(preview.has("closedUntil")).isEqualTo(opens != null);
        if (opens != null) {
            assertThat(Instant.parse(preview.get("closedUntil").asText()))
                    .isEqualTo(
                            LocalDateTime.parse(opens).atZone(TestClock.PARIS).toInstant());
        }
    }

    @Test
    @DisplayName("R-25 the preview tells how many were reminded by another run within a day")
    void reminded() {
        workersWithAContract(2);
        sent("SMS");
        workersWithAContract(1);

        assertThat(preview(previewed("MAIL")).get("remindedWithinADay").asInt()).isEqualTo(2);

        clock.setTo("2026-09-17T10:00:01");
        assertThat(preview(previewed("SMS")).get("remindedWithinADay").asInt()).isZero();
    }

    private JsonNode preview(String number) {
        return read("/api/relaunches/" + number + "/preview");
    }
}

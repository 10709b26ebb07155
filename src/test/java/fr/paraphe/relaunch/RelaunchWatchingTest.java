package fr.paraphe.relaunch;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.message.SmsReceipts;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;

class RelaunchWatchingTest extends RelaunchScenario {

    private static final String RUN = "";
    private static final String STEP = "/step";

    @Autowired
    SmsReceipts receipts;

    @ParameterizedTest
    @ValueSource(strings = {RUN, STEP})
    @DisplayName("R-26 just after the click the sending is prepared, for everybody whom the preview counted")
    void preparing(String page) {
        workersWithAContract(3);
        var number = confirmed("SMS");

        assertThat(progress(number, page, "SENDING", 0, 0).getBody())
                .contains("Préparation de l’envoi…", "0 / 3", "every 2s");
        var progress = run(number).get("progress");
        assertThat(progress.get("total").asInt()).isEqualTo(3);
        assertThat(progress.get("done").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {RUN, STEP})
    @DisplayName("R-26 a page that shows another state than the run's is loaded anew, in the console as in Tasklist")
    void anotherState(String page) {
        workersWithAContract(2);
        var number = confirmed("SMS");
        assertThat(progress(number, page, "SENDING", 0, 0).getHeaders()).doesNotContainKey("HX-Refresh");

        jobs.runDue(number);

        assertThat(progress(number, page, "SENDING", 0, 0).getHeaders().getFirst("HX-Refresh"))
                .isEqualTo("true");
        assertThat(progress(number, page, "SENT", 100, 0).getHeaders()).doesNotContainKey("HX-Refresh");
    }

    @Test
    @DisplayName("R-26 receipts that come after the end are followed for an hour, and the list below follows them")
    void followed() {
        workersWithAContract(2);
        var number = sent("SMS");
        assertThat(page(number)).contains("every 15s", "settled=0");

        delivered(1);
        var followed = progress(number, RUN, "SENT", 100, 0);
        assertThat(followed.getHeaders().getFirst("HX-Trigger")).isEqualTo("paraphe:settled");
        assertThat(followed.getBody()).contains("every 15s", "settled=1");
        assertThat(progress(number, RUN, "SENT", 100, 1).getHeaders()).doesNotContainKey("HX-Trigger");

        clock.advance(Duration.ofMinutes(61));
        assertThat(page(number)).doesNotContain("every 15s");
    }

    @Test
    @DisplayName("R-26 once everything is delivered nobody asks any more")
    void allDelivered() {
        workersWithAContract(2);
        var number = sent("SMS");
        delivered(2);

        assertThat(page(number)).doesNotContain("every 15s", "/progress?");
    }

    @Test
    @DisplayName("R-26 a screen reader hears each ten percent, and nothing in between")
    void spoken() {
        workersWithAContract(2);
        var number = confirmed("SMS");
        assertThat(progress(number, RUN, "SENDING", 0, 0).getBody()).doesNotContain("progress-said");

        jobs.runDue(number);

        assertThat(progress(number, RUN, "SENT", 90, 0).getBody())
                .contains("id=\"progress-said\"", "hx-swap-oob", "Envoyée, 100 %");
    }

    @Test
    @DisplayName("a pause that errors made says so, and what to do")
    void pausedByErrors() {
        workersWithAContract(2);
        var number = confirmed("SMS");
        done(number, "pause", Map.of());
        assertThat(page(number)).contains("L’envoi est en pause : rien ne part.");

        database.sql("update relaunch_event set what = 'PAUSED_BY_ERRORS', done_by = null where what = 'PAUSED'"
                        + " and relaunch_id = (select id from relaunch where number = ?)")
                .param(number)
                .update();

        assertThat(page(number)).contains("trop d’échecs à la suite", "reprenez l’envoi, ou arrêtez-le");
    }

    private String page(String number) {
        return as(agent)
                .getForEntity("/console/relaunches/" + number, String.class)
                .getBody();
    }

    private ResponseEntity<String> progress(String number, String page, String status, int said, int settled) {
        var address = "/console/relaunches/" + number + page + "/progress?status=" + status + "&said=" + said
                + "&settled=" + settled;
        var answer = as(agent).getForEntity(address, String.class);
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(200);
        return answer;
    }

    /** The provider says that so many of the sent messages have arrived. */
    private void delivered(int count) {
        database.sql("""
                        select message.id from message join dispatch on dispatch.id = message.dispatch_id
                        where dispatch.account_id = ? and message.state = 'SENT' limit ?
                        """)
                .params(agency.id().value(), count)
                .query(Long.class)
                .list()
                .forEach(message -> receipts.record(
                        message,
                        Map.of("MessageSid", "SM0123456789abcdef0123456789abcdef", "MessageStatus", "delivered")));
    }
}

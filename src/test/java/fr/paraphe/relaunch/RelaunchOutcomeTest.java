package fr.paraphe.relaunch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What became of each person's message: told, tried again, decided. */
class RelaunchOutcomeTest extends RelaunchScenario {

    @Test
    @DisplayName("R-32 list and history of contracts say when somebody was reminded, by what channel, in which run")
    void reminded() {
        var reached = given.unsignedContract(agency, given.anyWorker(agency));
        var notReached = given.unsignedContract(agency, given.worker(agency, null, "06 12 34 56 7"));
        var number = sent("SMS");

        assertThat(console("")).contains(reached, notReached).containsOnlyOnce("Relance par SMS le 16/09/2026");
        assertThat(console("/" + agency.code() + "/" + reached)).contains("Relance par SMS (" + number + ")");
        assertThat(console("/" + agency.code() + "/" + notReached)).doesNotContain("Relance par SMS");
    }

    private String console(String page) {
        return as(agent).getForObject("/console/contracts" + page, String.class);
    }

    @Test
    @DisplayName("R-32 only failures are tried again")
    void retry() {
        workersWithAContract(1);
        given.unsignedContract(agency, given.worker(agency, null, "06 77 00 11 22"));
        providerRefuses("+33677001122");
        var number = sent("SMS");
        assertThat(rows(number, "outcome?state=FAILED").get(0).get("reason").asText())
                .isEqualTo("INVALID_NUMBER");
        anyNumberIsAccepted();

        done(number, "retry", Map.of());
        jobs.runDue(number);

        assertThat(smsBodies()).hasSize(3);
        assertThat(rows(number, "outcome?state=SENT")).hasSize(2);
        assertRefused(post("/api/relaunches/" + number + "/retry", Map.of()), 422, "relaunch-no-failures");
    }

    @Test
    @DisplayName("R-32 nobody can tell whether these SMS left: a person decides, and the history says who decided what")
    void uncertain() {
        workersWithAContract(1);
        var mobiles = List.of("06 77 00 11 31", "06 77 00 11 32", "06 77 00 11 33");
        mobiles.forEach(mobile -> given.unsignedContract(agency, given.worker(agency, null, mobile)));
        var number = previewed("SMS");
        var text = shownText(number);
        mobiles.forEach(
                mobile -> providerCannotTell(mobile.replaceFirst("0", "+33").replace(" ", ""), text));
        done(number, "confirmation", Map.of("previewVersion", 1));
        sendAll(number);
        var uncertain = rows(number, "outcome?state=UNCERTAIN");
        assertThat(uncertain).hasSize(3);
        assertRefused(post("/api/relaunches/" + number + "/retry", Map.of()), 422, "relaunch-no-failures");
        anyNumberIsAccepted();

        decide(number, uncertain.get(0), "WAS_SENT");
        decide(number, uncertain.get(1), "SEND_AGAIN");
        decide(number, uncertain.get(2), "GIVE_UP");

        assertThat(run(number).get("status").asText()).isEqualTo("SENT");
        assertThat(rows(number, "outcome?state=SENT")).hasSize(2);
        assertThat(smsBodies()).hasSize(4);
        var decided =
                "/api/relaunches/" + number + "/uncertain/" + uncertain.get(0).get("partner");
        assertRefused(post(decided, Map.of("decision", "GIVE_UP")), 409, "message-no-longer-uncertain");

        done(number, "retry", Map.of());
        jobs.runDue(number);

        assertThat(smsBodies()).hasSize(5);
        assertThat(rows(number, "outcome?state=SENT")).hasSize(3);
        assertThat(rows(number, "outcome?state=FAILED"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("reason").asText()).isEqualTo("GIVEN_UP"));
        assertThat(run(number).get("history"))
                .filteredOn(event -> event.get("what").asText().startsWith("UNCERTAIN"))
                .extracting(event ->
                        event.get("what").asText() + " " + event.get("by").asText())
                .containsExactly(
                        "UNCERTAIN_WAS_SENT " + agent, "UNCERTAIN_SEND_AGAIN " + agent, "UNCERTAIN_GIVE_UP " + agent);
        assertRefused(post("/api/relaunches/" + number + "/retry", Map.of()), 422, "relaunch-no-failures");
    }

    private void decide(String number, JsonNode row, String decision) {
        done(number, "uncertain/" + row.get("partner"), Map.of("decision", decision));
    }

    /** Runs the jobs, and waits whenever the run does, until it has ended. */
    private void sendAll(String number) {
        for (var n = 0; n < 20 && !run(number).get("status").asText().equals("SENT"); n++) {
            jobs.runDue(number);
            clock.advance(Duration.ofSeconds(30));
        }
    }

    private void anyNumberIsAccepted() {
        provider.resetMappings();
        providerAccepts();
    }

    @Test
    @DisplayName("R-32 the CSV answers for each person in the order of names, and a spreadsheet finds no formula in it")
    void csv() {
        named("Zola", "Émile", "06 12 34 56 01");
        named("Martin", "=1+1", "06 12 34 56 78");
        named("Abel", "Zoé", "06 12 34 56 02");
        var number = sent("SMS");

        var csv = as(agent).getForObject("/api/relaunches/" + number + "/outcome.csv", String.class);

        assertThat(csv).startsWith("\uFEFFSalarié;Catégorie;Contrats");
        assertThat(csv.lines().skip(1).map(line -> line.split(";")[0]))
                .containsExactly("Zoé Abel", "'=1+1 Martin", "Émile Zola");
        assertThat(rows(number, "outcome"))
                .extracting(row -> row.get("name").asText())
                .containsExactly("Zoé Abel", "=1+1 Martin", "Émile Zola");
        assertThat(csv).contains("'=1+1 Martin;Intérimaire;1;+33612345678;Envoyé");
    }

    private void named(String family, String first, String phone) {
        var worker = given.worker(agency, null, phone);
        database.sql("update partner set family_name = ?, given_name = ? where account_id = ? and reference = ?")
                .params(family, first, agency.id().value(), worker)
                .update();
        given.unsignedContract(agency, worker);
    }
}

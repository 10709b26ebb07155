package fr.paraphe.relaunch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import fr.paraphe.account.AccountOption;
import fr.paraphe.partner.PartnerImporting;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.partner.PartnerRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

/** The preview and the click that sends what it shows. */
class RelaunchConfirmationTest extends RelaunchScenario {

    @Autowired
    PartnerImporting partners;

    @Test
    @DisplayName("R-17 R-25 the review leads to the exact text, number and cost, and nothing has left")
    void preview() {
        workersWithAContract(2);
        given.unsignedContract(agency, given.partner(agency, PartnerKind.EMPLOYEE, "en", null, "06 11 22 33 44"));
        var number = previewed("SMS");

        var preview = read("/api/relaunches/" + number + "/preview");

        assertThat(preview.get("recipients").asInt()).isEqualTo(3);
        assertThat(preview.get("cost").get("billed").decimalValue()).isEqualByComparingTo("7.50");
        assertThat(preview.get("texts")).hasSize(2);
        assertThat(preview.get("texts").get(0).get("body").asText())
                .startsWith(agency.name() + " : un contrat de travail attend votre signature");
        assertThat(preview.get("texts").get(0).get("recipients").asInt()).isEqualTo(2);
        assertThat(preview.get("texts").get(1).get("language").asText()).isEqualTo("en");
        jobs.runDue(number);
        assertNothingLeft();
    }

    @Test
    @DisplayName("R-25 only the preview that was shown can be confirmed")
    void outdatedPreview() {
        workersWithAContract(2);
        var number = previewed("SMS");
        var seen = run(number).get("previewVersion").asInt();
        done(number, "second-review", Map.of());
        patch(
                "/api/relaunches/" + number + "/recipients",
                Map.of(
                        "recipients",
                        List.of(rows(number, "recipients").get(0).get("partner").asLong()),
                        "ticked",
                        false));
        done(number, "review", Map.of());

        assertRefused(step(number, "confirmation", Map.of("previewVersion", seen)), 409, "relaunch-preview-outdated");
        assertThat(figures(number).get("recipients").asInt()).isEqualTo(1);
        jobs.runDue(number);
        assertNothingLeft();
    }

    @Test
    @DisplayName("R-25 an address that changed since the preview stops the confirmation")
    void addressChangedSinceThePreview() {
        var worker = given.worker(agency, "a@exemple.fr", "06 12 34 56 78");
        given.unsignedContract(agency, worker);
        var number = previewed("SMS");
        partners.importRows(
                agency.id(),
                List.of(new PartnerRow(
                        worker,
                        PartnerKind.TEMPORARY_WORKER,
                        "Martin",
                        "Léa",
                        "fr",
                        "a@exemple.fr",
                        "0699887766",
                        false)),
                "test");

        assertRefused(step(number, "confirmation", Map.of("previewVersion", 1)), 409, "relaunch-contacts-changed");
        done(number, "second-review", Map.of());
        assertThat(rows(number, "recipients").get(0).get("address").asText()).isEqualTo("+33699887766");
    }

    @Test
    @DisplayName(
            "R-25 R-27 letters that make an SMS dear are replaced, or kept if the agency prefers; what was shown is sent")
    void spelling() {
        database.sql("update account set name = 'Leçon d’intérim' where id = ?")
                .param(agency.id().value())
                .update();
        workersWithAContract(1);
        var number = previewed("SMS");
        var cheapest = read("/api/relaunches/" + number + "/preview");
        var text = cheapest.get("texts").get(0);
        assertThat(text.get("body").asText()).startsWith("Lecon d'intérim");
        assertThat(text.get("respelled").get("body").asText()).startsWith("Leçon d’intérim");
        assertThat(text.get("respelled").get("segments").asInt())
                .isGreaterThan(text.get("segments").asInt());

        var kept = respelled(number, "AS_WRITTEN");

        assertThat(kept.get("texts").get(0).get("segments").asInt())
                .isEqualTo(text.get("respelled").get("segments").asInt());
        assertThat(kept.get("cost").get("perSms").decimalValue())
                .isGreaterThan(cheapest.get("cost").get("perSms").decimalValue());
        assertRefused(
                step(
                        number,
                        "confirmation",
                        Map.of("previewVersion", cheapest.get("version").asInt())),
                409,
                "relaunch-preview-outdated");
        done(
                number,
                "confirmation",
                Map.of("previewVersion", kept.get("version").asInt()));
        jobs.runDue(number);
        provider.verify(
                WireMock.postRequestedFor(WireMock.anyUrl()).withFormParam("Body", WireMock.containing("Leçon")));
        assertRefused(respelling(number, "CHEAPEST"), 409, "relaunch-another-step");
    }

    private JsonNode respelled(String number, String spelling) {
        var answer = respelling(number, spelling);
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(200);
        return body(answer);
    }

    private ResponseEntity<JsonNode> respelling(String number, String spelling) {
        return as(agent)
                .exchange(
                        "/api/relaunches/" + number + "/preview/spelling",
                        HttpMethod.PUT,
                        new HttpEntity<>(Map.of("spelling", spelling)),
                        JsonNode.class);
    }

    @Test
    @DisplayName("R-27 nobody to send to: it cannot be confirmed")
    void nobody() {
        workersWithAContract(1);
        var number = underReview("SMS");
        patch("/api/relaunches/" + number + "/recipients", Map.of("ticked", false));
        done(number, "review", Map.of());

        assertRefused(step(number, "confirmation", Map.of("previewVersion", 1)), 422, "relaunch-nobody-to-send-to");
    }

    @Test
    @DisplayName("R-25 a run that is given up sends nothing and comes to its end")
    void cancelled() {
        workersWithAContract(1);
        var number = previewed("MAIL");

        var run = done(number, "cancellation", Map.of());

        assertThat(run.get("status").asText()).isEqualTo("CANCELLED");
        assertThat(run.has("next")).isFalse();
        assertRefused(step(number, "confirmation", Map.of("previewVersion", 1)), 409, "relaunch-another-step");
        assertRefused(step(number, "cancellation", Map.of()), 409, "relaunch-another-step");
        jobs.runDue(number);
        assertNothingLeft();
    }

    @Test
    @DisplayName("R-06 an option that was switched off before the click stops the run")
    void optionSwitchedOff() {
        workersWithAContract(1);
        var number = previewed("MAIL");
        database.sql("update account_option set is_on = false where account_id = ? and option = ?")
                .params(agency.id().value(), AccountOption.RELAUNCH.name())
                .update();

        assertRefused(step(number, "confirmation", Map.of("previewVersion", 1)), 403, "relaunch-option-off");
    }
}

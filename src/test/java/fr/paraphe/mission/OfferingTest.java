package fr.paraphe.mission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.AccountOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** What an offering must have and may not have, and the ready-made ones. */
class OfferingTest extends MissionScenario {

    @Test
    @DisplayName(
            "P-10, P-02, P-05 an offering needs category, title, deliverable, lead time and one item, and nothing else")
    void offerings() {
        assertThat(wrongFields(post("/api/offerings", Map.of())))
                .containsExactlyInAnyOrder("category", "title", "deliverable", "leadDays", "items");
        var id = offering(10, false);
        assertThat(read("/api/offerings/" + id).get("items")).hasSize(1);
        assertThat(list(read("/api/offerings"))).hasSize(1);

        var elsewhere = given.agentOf(given.accountWith(AccountOption.MISSIONS));
        var body = new HashMap<String, Object>(Map.of("category", category(), "title", "x", "deliverable", "OTHER"));
        body.putAll(
                Map.of("leadDays", 0, "items", List.of(Map.of("kind", "TASK", "text", TASK)), "assignee", elsewhere));
        assertThat(wrongFields(post("/api/offerings", body))).containsExactly("assignee");
        body.put("assignee", agent);
        created("/api/offerings", body);
        assertRefused(as(elsewhere).getForEntity("/api/offerings/" + id, JsonNode.class), 404, "offering-unknown");
    }

    @Test
    @DisplayName("P-02, P-06, P-09, P-10 an offering has its limits, each told beside its field; fractions are refused")
    void limits() {
        var item = Map.of("kind", "TASK", "text", TASK);
        var offering = new HashMap<String, Object>(Map.of("category", category(), "title", TITLE, "leadDays", 10));
        offering.putAll(Map.of("deliverable", "OTHER", "items", Collections.nCopies(20, item)));
        offering.putAll(Map.of("description", "d".repeat(2_000), "price", "1.50"));
        created("/api/offerings", offering);

        Map.<String, Object>of(
                        "items",
                        Collections.nCopies(21, item),
                        "description",
                        "d".repeat(2_001),
                        "price",
                        "1.005",
                        "title",
                        "\u00a0\u2007")
                .forEach((field, wrong) -> {
                    var body = new HashMap<>(offering);
                    body.put(field, wrong);
                    assertThat(wrongFields(post("/api/offerings", body))).containsExactly(field);
                });
        offering.put("title", "Rappel\nTVA");
        assertThat(wrongFields(post("/api/offerings", offering))).containsExactly("title");
        offering.put("leadDays", 1.5);
        var answer = post("/api/offerings", offering);
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(body(answer).get("errors").get(0).get("field").asText()).isEqualTo("leadDays");
    }

    @Test
    @DisplayName(
            "P-02 a category has a name to read, on one line, that no other one of the account has in another case")
    void categoryNames() {
        created("/api/offering-categories", Map.of("name", "Fiscalité"));

        assertRefused(post("/api/offering-categories", Map.of("name", "FISCALITÉ")), 409, "offering-category-taken");
        for (var name : List.of("\u00a0", "Soc\nial", "Soc\u2028ial")) {
            assertThat(wrongFields(post("/api/offering-categories", Map.of("name", name))))
                    .containsExactly("name");
        }
    }

    @Test
    @DisplayName("P-02 an offering that is removed while somebody changes it, or gives it to a client, is not there")
    void removedMeanwhile() throws Exception {
        for (var round = 0; round < 10; round++) {
            var category = category();
            var path = "/api/offerings/" + offering(10, false);
            var change = Map.of(
                    "category",
                    category,
                    "title",
                    TITLE,
                    "deliverable",
                    "OTHER",
                    "leadDays",
                    5,
                    "items",
                    List.of(Map.of("kind", "TASK", "text", TASK)));
            var answers =
                    atOnce(() -> send(HttpMethod.PUT, path, change), () -> send(HttpMethod.DELETE, path, Map.of()));
            assertThat(answers.get(0).getStatusCode().value()).isIn(200, 404);
            assertThat(answers.get(1).getStatusCode().value()).isEqualTo(204);

            var given = offering(10, false);
            var mission = mission("2027-01-01", "2027-12-31", repeated(given, "MONTHLY", "2027-06-30"));
            var outcomes = atOnce(
                    () -> post("/api/missions", mission),
                    () -> send(HttpMethod.DELETE, "/api/offerings/" + given, Map.of()));
            assertThat(outcomes.stream().map(answer -> answer.getStatusCode().value()))
                    .isIn(List.of(201, 409), List.of(404, 204));
        }
    }

    @Test
    @DisplayName("P-01 two ready-made offerings to start from: VAT documents and payroll variables")
    void readyMade() {
        for (var name : List.of("vat-documents", "payroll-variables")) {
            var offering = created("/api/offerings/ready-made/" + name, Map.of());
            assertThat(offering.get("title").asText()).isIn("Rappel TVA", "Variables de paie");
            assertThat(list(offering.get("items")).stream()
                            .map(item -> item.get("kind").asText()))
                    .containsExactly("REQUEST", "TASK");
        }
        assertThat(list(read("/api/offering-categories"))).hasSize(2);
    }

    @Test
    @DisplayName("P-01 a ready-made offering is there once, however often it is added, and at once")
    void readyMadeOnce() throws Exception {
        var path = "/api/offerings/ready-made/vat-documents";
        var answers = atOnce(() -> post(path, Map.of()), () -> post(path, Map.of()));

        assertThat(answers).extracting(answer -> answer.getStatusCode().value()).containsOnly(201);
        assertThat(created(path, Map.of()).get("id"))
                .isEqualTo(body(answers.get(0)).get("id"));
        assertThat(list(read("/api/offerings"))).hasSize(1);
    }
}

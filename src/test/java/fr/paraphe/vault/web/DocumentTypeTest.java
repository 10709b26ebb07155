package fr.paraphe.vault.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.vault.VaultScenario;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;

class DocumentTypeTest extends VaultScenario {

    private static final String TYPES = "/api/document-types";
    private static final String PAGE = "/console/document-types";

    @Test
    @DisplayName("Every account has the standard types; a manager adds and changes the account's own")
    void own() {
        agent = manager();

        assertThat(body(send(HttpMethod.POST, TYPES, values("habilitation", "Habilitation électrique", 3)))
                        .path("standard")
                        .asBoolean())
                .isFalse();
        var changed = send(HttpMethod.PUT, TYPES + "/habilitation", values("habilitation-b1", "Habilitation B1", 4));

        assertThat(body(changed).path("code").asText()).isEqualTo("habilitation-b1");
        assertThat(body(changed).path("retentionYears").asInt()).isEqualTo(4);
        assertThat(body(get(TYPES)).findValuesAsText("code"))
                .contains("facture", "bulletin-de-paie", "habilitation-b1")
                .doesNotContain("habilitation");
        agent = given.agentOf(given.anyAccount());
        assertThat(body(get(TYPES)).findValuesAsText("code")).doesNotContain("habilitation-b1");
    }

    @Test
    @DisplayName("A type in use keeps its code; a new retention counts for what is filed from then on")
    void inUse() {
        agent = manager();
        send(HttpMethod.POST, TYPES, values("badge", "Badge", 2));
        var before = filed(worker, Pdfs.saying("1"), Map.of("type", "badge"));

        assertThat(problemOf(send(HttpMethod.PUT, TYPES + "/badge", values("badges", "Badge", 2))))
                .isEqualTo("document-type-in-use");
        send(HttpMethod.PUT, TYPES + "/badge", values("badge", "Badge d’accès", 6));

        var after = filed(worker, Pdfs.saying("2"), Map.of("type", "badge"));
        assertThat(after.path("retainedUntil").asText()).isEqualTo("2032-09-16");
        assertThat(body(get(documentsOf(worker) + "/" + before.path("id").asLong()))
                        .path("retainedUntil")
                        .asText())
                .isEqualTo("2028-09-16");
    }

    @Test
    @DisplayName("Standard types do not change, codes are taken once, wrong values are named, agents may not")
    void refused() {
        assertThat(send(HttpMethod.POST, TYPES, values("x", "X", 1)).getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        agent = manager();
        assertThat(problemOf(send(HttpMethod.PUT, TYPES + "/facture", values("facture", "Facture", 1))))
                .isEqualTo("document-type-standard");
        assertThat(problemOf(send(HttpMethod.POST, TYPES, values("facture", "Facture", 1))))
                .isEqualTo("document-type-code-taken");
        var wrong = send(HttpMethod.POST, TYPES, values("Été !", " ", 0));
        assertThat(wrong.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(body(wrong).path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("code", "label", "retentionYears");
        assertThat(send(HttpMethod.PUT, TYPES + "/nothing", values("nothing", "X", 1))
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    @DisplayName("The page \"Typologies\" lists, adds and changes; an error stands beside its field")
    void page() {
        agent = manager();

        post(PAGE, Map.of("code", "caces", "label", "CACES", "retentionYears", "5"));
        assertThat(html(page(PAGE))).contains("CACES", "caces", "Bulletin de paie", "50 ans", "Du compte");
        var wrong = post(PAGE, Map.of("code", "C A", "label", "", "retentionYears", "0"));
        assertThat(wrong.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(wrong.getBody()).contains("value=\"C A\"", "code-error", "label-error", "Au moins 1 an.");
        assertThat(html(page(PAGE + "/caces"))).contains("value=\"CACES\"", "Enregistrer");
        post(PAGE + "/caces", Map.of("code", "caces", "label", "CACES R489", "retentionYears", "6"));
        assertThat(html(page(PAGE))).contains("CACES R489", "6 ans");
        assertThat(html(page(PAGE + "/facture"))).contains("elle ne change pas").doesNotContain("name=\"label\"");

        agent = given.agentOf(account);
        assertThat(asAgent()
                        .getForEntity("/console/document-types", String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    private static Map<String, Object> values(String code, String label, int years) {
        return Map.of("code", code, "label", label, "retentionYears", years, "recipientSigns", false);
    }

    private ResponseEntity<String> page(String path) {
        return asAgent().getForEntity(path, String.class);
    }

    private static String html(ResponseEntity<String> page) {
        assertThat(page.getStatusCode()).isEqualTo(HttpStatus.OK);
        return String.valueOf(page.getBody());
    }

    private ResponseEntity<JsonNode> send(HttpMethod method, String path, Map<String, Object> body) {
        return asAgent().exchange(path, method, new HttpEntity<>(body), JsonNode.class);
    }

    private ResponseEntity<String> post(String path, Map<String, String> fields) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
        var form = new LinkedMultiValueMap<String, String>();
        fields.forEach(form::add);
        return asAgent().exchange(path, HttpMethod.POST, new HttpEntity<>(form, headers), String.class);
    }
}

package fr.paraphe.partner.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.Account;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

@ParapheTest
class PartnerApiTest {

    @Autowired
    TestRestTemplate http;

    @Autowired
    Given given;

    Account account;
    String agent;

    @BeforeEach
    void anAgent() {
        account = given.anyAccount();
        agent = given.agentOf(account);
    }

    @Test
    @DisplayName("R-21 A number is corrected with the version that was read; the answer says it can be written to")
    void correct() {
        var reference = given.worker(account, "lea@exemple.fr", "06 12 34 56 7");
        var read = get("/api/partners/" + reference);
        assertThat(body(read).path("mobileProblem").asText()).isEqualTo("INVALID");

        var corrected = patch(reference, read.getHeaders().getETag(), Map.of("phone", "06 12 34 56 78"));

        assertThat(corrected.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(body(corrected).path("mobile").asText()).isEqualTo("+33612345678");
        assertThat(body(corrected).has("mobileProblem")).isFalse();
        assertThat(body(corrected).path("mail").asText()).isEqualTo("lea@exemple.fr");
        assertThat(corrected.getHeaders().getETag()).isEqualTo("\"1\"");
    }

    @Test
    @DisplayName("R-21 Changed meanwhile: 409 with the type, what to do and the present version")
    void changedMeanwhile() {
        var reference = given.anyWorker(account);
        patch(reference, "\"0\"", Map.of("phone", "06 12 34 56 79"));

        var second = patch(reference, "\"0\"", Map.of("phone", "06 12 34 56 70"));

        assertThat(second.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
        assertThat(body(second).path("type").asText()).endsWith("/partner-changed-meanwhile");
        assertThat(body(second).path("version").asInt()).isEqualTo(1);
        assertThat(body(second).path("detail").asText()).contains("enregistrez à nouveau");
    }

    @Test
    @DisplayName("R-21 A correction without the version that was read is refused")
    void versionMissing() {
        var reference = given.anyWorker(account);

        assertThat(patch(reference, null, Map.of("phone", "06 12 34 56 79")).getStatusCode())
                .isEqualTo(HttpStatus.PRECONDITION_REQUIRED);
    }

    @Test
    @DisplayName("R-21 Wrong values are named field by field")
    void wrong() {
        var reference = given.anyWorker(account);

        var refused = patch(reference, "\"0\"", Map.of("mail", "lea@", "phone", "O6 12 34 56 78"));

        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(body(refused).path("errors").findValuesAsText("field")).containsExactly("mail", "phone");
        assertThat(body(refused).path("errors").findValuesAsText("message")).allMatch(text -> text.contains("valide"));
    }

    @Test
    @DisplayName("R-18 Bounces and opt-outs are told over REST, and an opt-out is taken back")
    void marks() {
        var reference = given.worker(account, "lea@exemple.fr", "06 12 34 56 78");

        var bounced = post(reference, "bounces", Map.of("contact", "MAIL", "address", "lea@exemple.fr"));
        assertThat(body(bounced).path("mailProblem").asText()).isEqualTo("BOUNCED");

        var optedOut = post(reference, "opt-outs", Map.of("contact", "MOBILE"));
        assertThat(body(optedOut).path("smsOptedOut").asBoolean()).isTrue();

        var back = exchange(HttpMethod.DELETE, "/api/partners/" + reference + "/opt-outs/MOBILE", null, null);
        assertThat(body(back).path("smsOptedOut").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("The list goes page by page through the partners of the account")
    void pages() {
        for (var i = 0; i < 3; i++) {
            given.anyWorker(account);
        }

        var first = body(get("/api/partners?kind=TEMPORARY_WORKER&limit=2"));
        var second = body(get("/api/partners" + first.path("next").asText()));

        assertThat(first.path("partners")).hasSize(2);
        assertThat(second.path("partners")).hasSize(1);
        assertThat(second.has("next")).isFalse();
        assertThat(body(get("/api/partners" + second.path("previous").asText())).path("partners"))
                .isEqualTo(first.path("partners"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind=ROBOT", "problem=NONE", "limit=0", "limit=100000", "after=x"})
    @DisplayName("§5 A filter that does not exist is refused, and nothing internal is told")
    void unknownFilter(String query) {
        var refused = get("/api/partners?" + query);

        assertThat(refused.getStatusCode().is4xxClientError()).isTrue();
        assertThat(body(refused).toString()).doesNotContain("fr.paraphe", "java.lang");
    }

    @Test
    @DisplayName("§5 A partner of another account does not exist: 404 for reading, correcting, marking and listing")
    void isolation() {
        var other = given.anyAccount();
        var reference = given.anyWorker(other);

        assertThat(get("/api/partners/" + reference).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(get("/api/partners/" + reference + "?account=" + other.code())
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(patch(reference, "\"0\"", Map.of("phone", "")).getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(post(reference, "opt-outs", Map.of("contact", "MAIL")).getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(get("/api/partners?account=" + other.code()).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(body(get("/api/partners")).path("partners")).isEmpty();
    }

    @Test
    @DisplayName("§5 Whoever sees the attached accounts finds their partners, and chooses one by its code")
    void attached() {
        var attached = given.attachedTo(account);
        var reference = given.anyWorker(attached);
        agent = given.agentOfAllOf(account);

        assertThat(body(get("/api/partners")).path("partners").findValuesAsText("account"))
                .containsExactly(attached.code());
        assertThat(get("/api/partners/" + reference + "?account=" + attached.code())
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
    }

    private ResponseEntity<JsonNode> get(String path) {
        return exchange(HttpMethod.GET, path, null, null);
    }

    private ResponseEntity<JsonNode> post(String reference, String what, Map<String, String> body) {
        return exchange(HttpMethod.POST, "/api/partners/" + reference + "/" + what, null, body);
    }

    private ResponseEntity<JsonNode> patch(String reference, @Nullable String version, Map<String, String> body) {
        return exchange(HttpMethod.PATCH, "/api/partners/" + reference + "/contact", version, body);
    }

    private ResponseEntity<JsonNode> exchange(
            HttpMethod method, String path, @Nullable String version, @Nullable Map<String, String> body) {
        var headers = new HttpHeaders();
        headers.setBasicAuth(agent, Given.PASSWORD);
        if (version != null) {
            headers.setIfMatch(version);
        }
        return http.exchange(path, method, new HttpEntity<>(body, headers), JsonNode.class);
    }

    private static JsonNode body(ResponseEntity<JsonNode> response) {
        return Objects.requireNonNull(response.getBody());
    }
}

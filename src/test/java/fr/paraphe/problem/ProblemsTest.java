package fr.paraphe.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;

@ParapheTest
class ProblemsTest {

    @Autowired
    Given given;

    @Autowired
    TestRestTemplate rest;

    String agent;

    @BeforeEach
    void anAgent() {
        agent = given.agentOf(given.anyAccount());
    }

    @ParameterizedTest
    @DisplayName("§5 a request that cannot be read is a problem of a stable type, which names the place")
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /api/partners?limit=ten  |                       | 400 | bad-request        | limit
            GET  | /api/partners?limit=0    |                       | 422 | invalid-values     | limit
            POST | /api/proposals           | {"template": "ours"}  | 400 | bad-request        | template
            POST | /api/relaunches          | []                    | 400 | bad-request        | ''
            POST | /api/relaunches          | {"from": oops}        | 400 | bad-request        | line 1, column 10
            POST | /api/relaunches          | {"except": [null]}    | 400 | bad-request        | except[0]
            POST | /api/missions/calendar   | {"offerings": [null]} | 400 | bad-request        | offerings[0]
            POST | /api/proposal-templates  | {"sections": [null]}  | 400 | bad-request        | sections[0]
            """)
    void unreadable(String method, String path, @Nullable String body, int status, String type, String field) {
        var answer = ask(method, path, body, MediaType.APPLICATION_JSON);

        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(answer.getBody().get("type").asText()).endsWith("/" + type);
        assertThat(answer.getBody().get("errors"))
                .singleElement()
                .satisfies(error -> assertThat(error.get("field").asText()).isEqualTo(field))
                .satisfies(error -> assertThat(error.get("message").asText()).isNotBlank());
    }

    @Test
    @DisplayName("§5 what an address does not take is told in the language of whoever asked, with what it takes")
    void notTaken() {
        var method = ask("DELETE", "/api/relaunches", null, MediaType.APPLICATION_JSON);
        var format = ask("POST", "/api/relaunches", "from=2026", MediaType.APPLICATION_FORM_URLENCODED);

        assertThat(method.getStatusCode().value()).isEqualTo(405);
        assertThat(method.getBody().get("title").asText()).isEqualTo("Opération impossible ici");
        assertThat(method.getHeaders().getAllow()).contains(HttpMethod.POST);
        assertThat(format.getStatusCode().value()).isEqualTo(415);
        assertThat(format.getBody().get("type").asText()).endsWith("/unsupported-media-type");
    }

    @Test
    @DisplayName("§5 a problem tells the address that was asked, wherever it arose")
    void instance() {
        var there = ask("GET", "/api/partners/nobody", null, MediaType.APPLICATION_JSON);
        var nowhere = ask("GET", "/api/nowhere", null, MediaType.APPLICATION_JSON);

        assertThat(there.getBody().get("instance").asText()).isEqualTo("/api/partners/nobody");
        assertThat(nowhere.getBody().get("instance").asText()).isEqualTo("/api/nowhere");
    }

    private ResponseEntity<JsonNode> ask(String method, String path, @Nullable String body, MediaType type) {
        var request = RequestEntity.method(HttpMethod.valueOf(method), path)
                .contentType(type)
                .header("Accept-Language", "fr");
        return rest.withBasicAuth(agent, Given.PASSWORD)
                .exchange(body == null ? request.build() : request.body(body), JsonNode.class);
    }
}

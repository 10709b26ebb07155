package fr.paraphe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.Account;
import fr.paraphe.account.StaffRole;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Jobs;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.TestClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the tests of personal data say: an agency whose manager answers what people ask about their data. */
@ParapheTest
abstract class PersonalDataScenario {

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    Given given;

    @Autowired
    Jobs jobs;

    @Autowired
    TestClock clock;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcClient database;

    @Autowired
    PartnerDirectory directory;

    @Autowired
    TestRestTemplate http;

    @LocalServerPort
    int port;

    Account agency;
    String manager;

    @BeforeEach
    void anAgency() {
        agency = given.anyAccount();
        manager = given.staffOf(agency, false, StaffRole.MANAGER);
    }

    ResponseEntity<JsonNode> request(String user, String partner, String kind) {
        return exchange(user, HttpMethod.POST, "/api/personal-data-requests", Map.of("partner", partner, "kind", kind));
    }

    String requested(String user, String partner, String kind) {
        var answer = request(user, partner, kind);
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(201);
        return answer.getBody().path("number").asText();
    }

    JsonNode one(String number) {
        return requireNonNull(exchange(manager, HttpMethod.GET, "/api/personal-data-requests/" + number, null)
                .getBody());
    }

    ResponseEntity<JsonNode> post(String user, String number, String what, Object body) {
        return exchange(user, HttpMethod.POST, "/api/personal-data-requests/" + number + what, body);
    }

    ResponseEntity<JsonNode> exchange(String user, HttpMethod method, String path, @Nullable Object body) {
        return http.withBasicAuth(user, Given.PASSWORD).exchange(path, method, new HttpEntity<>(body), JsonNode.class);
    }

    /** The archive's files, each byte a character. */
    Map<String, String> archive(String user, String number) throws IOException {
        var answer = http.withBasicAuth(user, Given.PASSWORD)
                .getForEntity("/api/personal-data-requests/" + number + "/archive", byte[].class);
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        var files = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(requireNonNull(answer.getBody())))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return files;
    }
}

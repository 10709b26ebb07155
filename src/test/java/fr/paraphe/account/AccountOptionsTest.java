package fr.paraphe.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

@ParapheTest
class AccountOptionsTest {

    @Autowired
    Given given;

    @Autowired
    TestRestTemplate rest;

    Account account;
    String manager;
    String support;

    @BeforeEach
    void anAccount() {
        account = given.anyAccount();
        manager = given.staffOf(account, false, StaffRole.MANAGER);
        support = given.staffOf(given.anyAccount(), false, StaffRole.SUPPORT);
    }

    @Test
    @DisplayName("R-06 The option is off for a new account")
    void offAtFirst() {
        assertThat(option(manager).get("on").asBoolean()).isFalse();
        assertThat(option(manager).get("switches")).isEmpty();
    }

    @Test
    @DisplayName("R-06 A manager who switches the option is refused, and it stays as it was")
    void managerRefused() {
        var answer = switchOption(manager, account, true);

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(answer.getBody().get("type").asText()).endsWith("/account-support-alone");
        assertThat(option(manager).get("on").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("R-06 Support switches the option on and off; each switch is remembered with who and when")
    void supportSwitches() {
        assertThat(switchOption(support, account, true).getBody().get("on").asBoolean())
                .isTrue();
        switchOption(support, account, false);

        var switches = option(manager).get("switches");
        assertThat(switches).extracting(each -> each.get("on").asBoolean()).containsExactly(false, true);
        assertThat(switches).extracting(each -> each.get("by").asText()).containsOnly(support);
        assertThat(switches).extracting(each -> each.get("at").asText()).containsOnly("2026-09-16T08:00:00Z");
    }

    @Test
    @DisplayName("R-06 Switching to what is already so leaves no trace")
    void sameAgain() {
        switchOption(support, account, false);
        switchOption(support, account, true);
        switchOption(support, account, true);

        assertThat(option(manager).get("switches")).hasSize(1);
    }

    @Test
    @DisplayName("An account that one does not see answers like one that is not there")
    void foreignAccount() {
        var foreign = given.anyAccount();

        var seen = switchOption(manager, foreign, true);

        assertThat(seen.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(seen.getBody().get("type").asText()).endsWith("/account-unknown");
    }

    @Test
    @DisplayName("A manager chooses whose public holidays count for the account; an agent does not")
    void holidayCalendar() {
        var agent = given.agentOf(account);

        assertThat(observe(agent, "FR-57").getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(observe(manager, "Alsace").getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(observe(manager, "FR-57").getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
        assertThat(as(manager)
                        .getForObject("/api/accounts", JsonNode.class)
                        .get(0)
                        .get("holidayCalendar")
                        .asText())
                .isEqualTo("FR-57");
    }

    @Test
    @DisplayName("S-01 a manager adds the account's locations, each once; an agent does not")
    void locations() {
        var agent = given.agentOf(account);

        assertThat(locate(agent, "Bellecour").getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(locate(manager, " ").getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(locate(manager, "a\u0000b").getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        locate(manager, "Bellecour");
        assertThat(locate(manager, " Bellecour ").getBody()).hasSize(1);
        locate(manager, "Part-Dieu");

        assertThat(as(agent).getForObject("/api/accounts/" + account.code() + "/locations", String[].class))
                .containsExactly("Bellecour", "Part-Dieu");
    }

    private ResponseEntity<JsonNode> locate(String user, String name) {
        return as(user).postForEntity(
                        "/api/accounts/" + account.code() + "/locations", Map.of("name", name), JsonNode.class);
    }

    private ResponseEntity<JsonNode> observe(String user, String calendar) {
        return put(user, "/api/accounts/" + account.code() + "/holiday-calendar", Map.of("calendar", calendar));
    }

    private JsonNode option(String user) {
        return as(user).getForObject("/api/accounts/" + account.code() + "/options/relaunch", JsonNode.class);
    }

    private ResponseEntity<JsonNode> switchOption(String user, Account account, boolean on) {
        return put(user, "/api/accounts/" + account.code() + "/options/relaunch", Map.of("on", on));
    }

    private ResponseEntity<JsonNode> put(String user, String path, Object body) {
        return as(user).exchange(path, HttpMethod.PUT, new HttpEntity<>(body), JsonNode.class);
    }

    private TestRestTemplate as(String user) {
        return rest.withBasicAuth(user, Given.PASSWORD);
    }
}

package fr.paraphe.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

@ParapheTest
class StaffApiTest {

    @Autowired
    Given given;

    @Autowired
    TestRestTemplate rest;

    Account account;
    String support;
    String operator;

    @BeforeEach
    void anAccount() {
        account = given.anyAccount();
        support = given.staffOf(account, false, StaffRole.SUPPORT);
        operator = given.staffOf(account, false, StaffRole.OPERATOR);
    }

    @Test
    @DisplayName("Support opens an account and enrols its staff, who log in at once")
    void enrol() {
        var opened = as(support)
                .postForEntity(
                        "/api/accounts",
                        Map.of("code", account.code() + "-sud", "name", "Sud", "attachedTo", account.code()),
                        JsonNode.class);
        assertThat(opened.getStatusCode()).isEqualTo(HttpStatus.CREATED);

        var newcomer = account.code() + ".paul";
        assertThat(enrol(support, newcomer, "fourteen chars", account.code() + "-sud", "AGENT")
                        .getStatusCode())
                .isEqualTo(HttpStatus.NO_CONTENT);

        var seen = rest.withBasicAuth(newcomer, "fourteen chars").getForObject("/api/accounts", JsonNode.class);
        assertThat(seen).extracting(each -> each.get("code").asText()).containsExactly(account.code() + "-sud");
    }

    @Test
    @DisplayName("Enrolling a person again brings the roles in step and keeps the password")
    void enrolAgain() {
        var agent = given.agentOf(account);

        enrol(support, agent, "another one for you", account.code(), "MANAGER");

        var calendar = Map.of("calendar", "FR-57");
        as(agent).put("/api/accounts/" + account.code() + "/holiday-calendar", calendar);
        assertThat(as(agent)
                        .getForObject("/api/accounts", JsonNode.class)
                        .get(0)
                        .get("holidayCalendar")
                        .asText())
                .isEqualTo("FR-57");
    }

    @Test
    @DisplayName("A manager enrols nobody; support makes no operator; an operator does")
    void privileges() {
        var manager = given.staffOf(account, false, StaffRole.MANAGER);
        var password = "fourteen chars";

        assertThat(enrol(manager, "x1", password, account.code(), "AGENT").getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(enrol(support, "x2", password, account.code(), "OPERATOR").getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(enrol(support, operator, password, account.code(), "AGENT").getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(enrol(operator, account.code() + ".x3", password, account.code(), "OPERATOR")
                        .getStatusCode())
                .isEqualTo(HttpStatus.NO_CONTENT);
    }

    @Test
    @DisplayName("A short password, or one with the person's own name, is refused with the rule")
    void weakPassword() {
        for (var weak : List.of("short", "i-am-weak.person-1")) {
            var answer = enrol(support, "weak.person", weak, account.code(), "AGENT");

            assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
            assertThat(answer.getBody().get("type").asText()).endsWith("/staff-password-weak");
        }
    }

    private ResponseEntity<JsonNode> enrol(String by, String userId, String password, String code, String role) {
        return as(by).postForEntity(
                        "/api/staff",
                        Map.of(
                                "userId",
                                userId,
                                "givenName",
                                "Paul",
                                "familyName",
                                "Durand",
                                "password",
                                password,
                                "account",
                                code,
                                "roles",
                                List.of(role)),
                        JsonNode.class);
    }

    private TestRestTemplate as(String user) {
        return rest.withBasicAuth(user, Given.PASSWORD);
    }
}

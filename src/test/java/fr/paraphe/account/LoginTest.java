package fr.paraphe.account;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.TestClock;
import fr.paraphe.testing.Visitor;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

@ParapheTest
class LoginTest {

    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final String TASKS = "/camunda/api/engine/engine/default/task";

    @Autowired
    Given given;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Account account;
    String agent;
    Visitor visitor;

    @BeforeEach
    void anAgent() {
        account = given.anyAccount();
        agent = given.agentOf(account);
        visitor = Visitor.at(port);
    }

    @Test
    @DisplayName("One login opens Tasklist, its interface, our REST and the API description")
    void oneLogin() {
        visitor.login(agent, Given.PASSWORD);

        assertThat(visitor.get(TASKLIST).statusCode()).isEqualTo(200);
        assertThat(visitor.get(TASKS).statusCode()).isEqualTo(200);
        assertThat(visitor.get("/api/accounts").body()).contains(account.code());
        assertThat(visitor.get("/v3/api-docs").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("Without a login, pages lead to it, interfaces answer 401, and the first page stays open")
    void noLogin() {
        assertThat(visitor.get(TASKLIST).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));
        assertThat(visitor.get(TASKS).statusCode()).isEqualTo(401);
        assertThat(visitor.get("/mailbox").statusCode()).isEqualTo(302);
        assertThat(visitor.get("/actuator/metrics").statusCode()).isEqualTo(302);
        assertThat(visitor.get("/").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/actuator/health").statusCode()).isEqualTo(200);
        for (var path : new String[] {"/api/accounts", "/engine-rest/task"}) {
            var answer = visitor.get(path);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        }
    }

    @Test
    @DisplayName("Who opens a page without a login comes to that very page after it")
    void backToThePageWanted() {
        var page = "/console/contracts?type=WORK_CONTRACT";
        visitor.get(page);

        var next = visitor.login(agent, Given.PASSWORD).headers().firstValue("Location");

        assertThat(next).hasValueSatisfying(to -> assertThat(to).endsWith(page));
        assertThat(visitor.get(page).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("The actuator is for operators")
    void actuator() {
        var operator = given.staffOf(account, false, StaffRole.OPERATOR);

        assertThat(status(agent, "/actuator/metrics")).isEqualTo(403);
        assertThat(status(operator, "/actuator/metrics")).isEqualTo(200);
    }

    @Test
    @DisplayName("Logging in gives the session another id")
    void sessionFixation() {
        visitor.get(TASKLIST);
        var before = visitor.cookie("JSESSIONID");

        visitor.login(agent, Given.PASSWORD);

        assertThat(before).isPresent();
        assertThat(visitor.cookie("JSESSIONID")).isPresent().isNotEqualTo(before);
    }

    @Test
    @DisplayName("Tasklist's logout button ends the whole login")
    void logoutInTasklist() {
        visitor.login(agent, Given.PASSWORD);
        visitor.get(TASKLIST);

        assertThat(visitor.post("/camunda/api/admin/auth/user/default/logout", "")
                        .statusCode())
                .isEqualTo(204);

        assertThat(visitor.get(TASKS).statusCode()).isEqualTo(401);
        assertThat(visitor.get("/api/accounts").statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("A change by session needs the CSRF token, a change with a password does not")
    void csrf() {
        var support = given.staffOf(account, false, StaffRole.SUPPORT);
        visitor.login(support, Given.PASSWORD);
        visitor.get("/api/accounts");
        var opening = "{\"code\": \"%s-%s\", \"name\": \"Nord\"}";

        var fromElsewhere = visitor.postFromElsewhere("/api/accounts", opening.formatted(account.code(), 1));
        assertThat(fromElsewhere.statusCode()).isEqualTo(403);
        assertThat(fromElsewhere.body()).contains("problems/page-expired");
        assertThat(visitor.post("/api/accounts", opening.formatted(account.code(), 2))
                        .statusCode())
                .isEqualTo(201);

        assertThat(open(support, opening.formatted(account.code(), 3), "same-origin"))
                .isEqualTo(HttpStatus.CREATED);
        assertThat(open(support, opening.formatted(account.code(), 4), "cross-site"))
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    @DisplayName("Ten wrong passwords make a user wait, even with the right one; a minute later it is accepted")
    void rateLimit() {
        for (int i = 0; i < 10; i++) {
            assertThat(visitor.getAs(agent, "wrong", "/api/accounts").statusCode())
                    .isEqualTo(401);
        }

        var right = visitor.getAs(agent, Given.PASSWORD, "/api/accounts");
        assertThat(right.statusCode()).isEqualTo(429);
        assertThat(right.headers().firstValue("Retry-After")).isPresent();
        assertThat(visitor.login(agent, Given.PASSWORD).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login?limited"));

        clock.advance(Duration.ofMinutes(1));

        assertThat(status(agent, "/api/accounts")).isEqualTo(200);
    }

    @Test
    @DisplayName("Wrong passwords for one user do not lock out another, nor anyone for ever")
    void noLockOut() {
        var colleague = given.agentOf(account);
        for (int i = 0; i < 12; i++) {
            visitor.getAs(agent, "wrong", "/api/accounts");
        }

        assertThat(status(colleague, "/api/accounts")).isEqualTo(200);
        clock.advance(Duration.ofMinutes(10));
        assertThat(status(agent, "/api/accounts")).isEqualTo(200);
    }

    private HttpStatus open(String support, String body, String whence) {
        var headers = new HttpHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Sec-Fetch-Site", whence);
        return HttpStatus.valueOf(rest.withBasicAuth(support, Given.PASSWORD)
                .exchange("/api/accounts", HttpMethod.POST, new HttpEntity<>(body, headers), String.class)
                .getStatusCode()
                .value());
    }

    private int status(String user, String path) {
        return visitor.getAs(user, Given.PASSWORD, path).statusCode();
    }
}

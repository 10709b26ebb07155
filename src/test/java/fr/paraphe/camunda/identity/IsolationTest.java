package fr.paraphe.camunda.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.Account;
import fr.paraphe.account.StaffRole;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.Visitor;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

@ParapheTest
class IsolationTest {

    @Autowired
    Given given;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    RepositoryService repository;

    @Autowired
    Authorizations authorizations;

    @Autowired
    RuntimeService runtime;

    @LocalServerPort
    int port;

    Account account;
    Account other;
    String agent;
    String stranger;

    @BeforeEach
    void twoAccounts() {
        EngineProbe.deploy(repository, authorizations);
        account = given.anyAccount();
        other = given.anyAccount();
        agent = given.agentOf(account);
        stranger = given.agentOf(other);
    }

    @Test
    @DisplayName("An instance belongs to the account of whoever starts it; another account's staff does not see it")
    void ownTasksOnly() {
        start(agent, Map.of());
        start(stranger, Map.of());

        assertThat(tenantsOfTasks(agent)).containsExactly(account.code());
        assertThat(tenantsOfTasks(stranger)).containsExactly(other.code());
    }

    @Test
    @DisplayName("Another account's task answers as one that does not exist, whatever is asked of it")
    void foreignTask() {
        start(stranger, Map.of());
        var foreign = tasks(stranger).get(0).get("id").asText();

        for (var task : List.of(foreign, "unknown")) {
            assertProblem(task(agent, HttpMethod.GET, task, "", null), 404, "not-found");
            assertProblem(task(agent, HttpMethod.PUT, task, "", Map.of("name", "mine")), 404, "not-found");
            for (var verb : List.of("/claim", "/unclaim", "/assignee", "/complete", "/submit-form")) {
                assertProblem(task(agent, HttpMethod.POST, task, verb, Map.of("userId", agent)), 404, "not-found");
            }
            assertProblem(
                    task(agent, HttpMethod.POST, task, "/comment/create", Map.of("message", "hello")),
                    404,
                    "not-found");
        }
        assertThat(tasks(stranger)).hasSize(1);
        assertThat(tasks(stranger).get(0).get("assignee").isNull()).isTrue();
    }

    @Test
    @DisplayName("What the engine refuses is told as a problem: 4xx, with a stable type")
    void engineRefusals() {
        start(agent, Map.of());
        var task = tasks(agent).get(0).get("id").asText();
        var colleague = given.agentOf(account);

        assertProblem(task(agent, HttpMethod.PUT, task, "", Map.of("name", "of nobody")), 400, "bad-request");
        assertThat(task(agent, HttpMethod.POST, task, "/claim", Map.of("userId", agent))
                        .getStatusCode()
                        .value())
                .isEqualTo(204);
        assertProblem(
                task(colleague, HttpMethod.POST, task, "/claim", Map.of("userId", colleague)),
                409,
                "changed-meanwhile");
        assertProblem(task(agent, HttpMethod.POST, task, "/complete", List.of("no", "object")), 400, "bad-request");
        assertProblem(ask(agent, HttpMethod.GET, "/engine-rest/nowhere", null), 404, "not-found");
    }

    private ResponseEntity<JsonNode> task(
            String user, HttpMethod method, String task, String verb, @Nullable Object body) {
        return ask(user, method, "/engine-rest/task/" + task + verb, body);
    }

    private ResponseEntity<JsonNode> ask(String user, HttpMethod method, String path, @Nullable Object body) {
        return as(user).exchange(path, method, new HttpEntity<>(body), JsonNode.class);
    }

    private static void assertProblem(ResponseEntity<JsonNode> answer, int status, String type) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(status);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        var body = requireNonNull(answer.getBody());
        assertThat(body.path("type").asText()).isEqualTo("https://paraphe.fr/problems/" + type);
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("message").asText()).isEqualTo(body.path("detail").asText());
    }

    @Test
    @DisplayName("Tasklist's interface shows the same as the engine's own")
    void tasklist() {
        start(agent, Map.of());
        start(stranger, Map.of());
        var visitor = Visitor.at(port);
        visitor.login(agent, Given.PASSWORD);
        visitor.get("/camunda/app/tasklist/default/");

        var tasks = Visitor.json(
                visitor.get("/camunda/api/engine/engine/default/task?processDefinitionKey=" + EngineProbe.KEY));

        assertThat(tenants(tasks)).containsExactly(account.code());
    }

    @Test
    @DisplayName("Someone who comes and goes by Tasklist works on a task there")
    void workInTasklist() {
        start(agent, Map.of());
        var visitor = Visitor.at(port);
        visitor.login(agent, Given.PASSWORD);
        visitor.get("/camunda/app/tasklist/default/");
        var task = tasks(agent).get(0).get("id").asText();
        var address = "/camunda/api/engine/engine/default/task/" + task;

        assertThat(visitor.post(address + "/claim", "{\"userId\": \"%s\"}".formatted(agent))
                        .statusCode())
                .isEqualTo(204);
        assertThat(visitor.post(address + "/submit-form", "{\"variables\": {}}").statusCode())
                .isEqualTo(204);

        assertThat(tasks(agent)).isEmpty();
    }

    @Test
    @DisplayName("A start for an account that one does not see is refused and starts nothing")
    void foreignStart() {
        var answer = start(agent, account(other));

        assertProblem(answer, 404, "account-unknown");
        assertThat(runtime.createProcessInstanceQuery().tenantIdIn(other.code()).count())
                .isZero();
    }

    @Test
    @DisplayName("Whoever is allowed to sees the attached accounts, also those attached later, and starts for them")
    void attachedAccounts() {
        var region = given.agentOfAllOf(account);
        var agency = given.attachedTo(account);
        var local = given.agentOf(agency);
        start(local, Map.of());

        assertThat(start(region, account(agency)).getStatusCode()).isEqualTo(HttpStatus.OK);

        assertThat(tenantsOfTasks(region)).containsExactly(agency.code(), agency.code());
        assertThat(tenantsOfTasks(local)).containsExactly(agency.code(), agency.code());
        assertThat(tenantsOfTasks(agent)).isEmpty();
        assertThat(accounts(region)).containsExactlyInAnyOrder(account.code(), agency.code());
        assertThat(accounts(local)).containsExactly(agency.code());
        assertThat(accounts(agent)).containsExactly(account.code());
    }

    @Test
    @DisplayName("Support sees every account")
    void support() {
        var support = given.staffOf(given.anyAccount(), false, StaffRole.SUPPORT);
        start(agent, Map.of());
        start(stranger, Map.of());

        assertThat(tenantsOfTasks(support)).contains(account.code(), other.code());
        assertThat(accounts(support)).contains(account.code(), other.code());
    }

    private static Map<String, Object> account(Account account) {
        return Map.of("account", Map.of("value", account.code(), "type", "String"));
    }

    private ResponseEntity<JsonNode> start(String user, Map<String, Object> variables) {
        return as(user).postForEntity(
                        "/engine-rest/process-definition/key/" + EngineProbe.KEY + "/start",
                        Map.of("variables", variables),
                        JsonNode.class);
    }

    private JsonNode tasks(String user) {
        return as(user).getForObject("/engine-rest/task?processDefinitionKey=" + EngineProbe.KEY, JsonNode.class);
    }

    private List<String> tenantsOfTasks(String user) {
        return tenants(tasks(user));
    }

    private static List<String> tenants(JsonNode tasks) {
        return StreamSupport.stream(tasks.spliterator(), false)
                .map(task -> task.get("tenantId").asText())
                .toList();
    }

    private List<String> accounts(String user) {
        var seen = as(user).getForObject("/api/accounts", JsonNode.class);
        return StreamSupport.stream(seen.spliterator(), false)
                .map(account -> account.get("code").asText())
                .toList();
    }

    private TestRestTemplate as(String user) {
        return rest.withBasicAuth(user, Given.PASSWORD);
    }
}

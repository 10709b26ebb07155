package fr.paraphe.camunda.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.Account;
import fr.paraphe.account.StaffRole;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.Visitor;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

@ParapheTest
class ClosedDoorsTest {

    @Autowired
    Given given;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    RepositoryService repository;

    @Autowired
    Authorizations authorizations;

    @Autowired
    AuthorizationService engineAuthorizations;

    @Autowired
    RuntimeService runtime;

    @LocalServerPort
    int port;

    Account account;
    String agent;
    String operator;

    @BeforeEach
    void anAgent() {
        EngineProbe.deploy(repository, authorizations);
        account = given.anyAccount();
        agent = given.staffOf(account, false, StaffRole.AGENT, StaffRole.MANAGER, StaffRole.SUPPORT);
        operator = given.staffOf(account, false, StaffRole.OPERATOR);
    }

    @Test
    @DisplayName("Cockpit and Admin are closed to all but operators")
    void throughTheWebapps() {
        var visitor = Visitor.at(port);
        visitor.login(agent, Given.PASSWORD);
        visitor.get("/camunda/app/tasklist/default/");
        assertThat(visitor.post("/camunda/api/admin/setup/default/user/create", "{}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.post("/camunda/api/admin/auth/user/default/login/tasklist", "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.get("/camunda/api/cockpit/plugin/base/default/incident")
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.get("/actuator/health").body()).doesNotContain("components");
    }

    @Test
    @DisplayName("A start that leaps over the process's first steps is refused and starts nothing")
    void leap() {
        var leap = "{\"startInstructions\": [{\"type\": \"startBeforeActivity\", \"activityId\": \"checked\"}]}";

        assertThat(status(agent, HttpMethod.POST, start(), leap)).isEqualTo(403);
        assertThat(runtime.createProcessInstanceQuery()
                        .tenantIdIn(account.code())
                        .count())
                .isZero();
        assertThat(status(operator, HttpMethod.POST, start(), leap)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "internal-task",
                "information-request",
                "contract-completion",
                "document-sealing",
                "partner-invitation",
                "personal-data-request",
                "contract-synchronisation"
            })
    @DisplayName("What starts by what happens in Paraphe, staff does not start through the engine, by key or by id")
    void startedByParapheAlone(String key) {
        var id = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .latestVersion()
                .singleResult()
                .getId();
        for (var process : List.of("key/" + key, id)) {
            for (var verb : List.of("/start", "/submit-form")) {
                var path = "/engine-rest/process-definition/" + process + verb;
                assertThat(status(agent, HttpMethod.POST, path, "{\"businessKey\": \"T-2026-000001\"}"))
                        .as(path)
                        .isEqualTo(403);
            }
        }
        assertThat(runtime.createProcessInstanceQuery()
                        .tenantIdIn(account.code())
                        .count())
                .isZero();
    }

    @Test
    @DisplayName("No query evaluates an expression, not even an operator's")
    void expressions() {
        var query = "{\"assigneeExpression\": \"${1 + 1}\"}";

        assertThat(status(agent, HttpMethod.POST, "/engine-rest/task", query)).isBetween(400, 500);
        assertThat(status(operator, HttpMethod.POST, "/engine-rest/task", query))
                .isBetween(400, 500);
        assertThat(status(agent, HttpMethod.POST, "/engine-rest/task", "{}")).isEqualTo(200);
    }

    @Test
    @DisplayName("What agents could do with all processes before some were confidential is taken from them at a start;"
            + " what an operator granted them besides stays")
    void earlierGrant() {
        var earlier = engineAuthorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        earlier.setGroupId(StaffGroups.AGENT);
        earlier.setResource(Resources.PROCESS_DEFINITION);
        earlier.setResourceId(Authorization.ANY);
        earlier.addPermission(ProcessDefinitionPermissions.READ_TASK);
        earlier.addPermission(ProcessDefinitionPermissions.SUSPEND);
        engineAuthorizations.saveAuthorization(earlier);
        var query = engineAuthorizations.createAuthorizationQuery().authorizationId(earlier.getId());

        authorizations.bringInStep();
        var besides = query.singleResult();
        assertThat(besides.isPermissionGranted(ProcessDefinitionPermissions.READ_TASK))
                .isFalse();
        assertThat(besides.isPermissionGranted(ProcessDefinitionPermissions.SUSPEND))
                .isTrue();

        besides.removePermission(ProcessDefinitionPermissions.SUSPEND);
        besides.addPermission(ProcessDefinitionPermissions.READ);
        engineAuthorizations.saveAuthorization(besides);
        authorizations.bringInStep();
        assertThat(query.count()).isZero();
    }

    @Test
    @DisplayName("Everybody changes the own password, and logs in with it from then on")
    void ownPassword() {
        var change = "{\"password\": \"the-next-long-one\", \"authenticatedUserPassword\": \"%s\"}";

        assertThat(status(
                        agent,
                        HttpMethod.PUT,
                        "/engine-rest/user/" + agent + "/credentials",
                        change.formatted(Given.PASSWORD)))
                .isEqualTo(204);

        assertThat(rest.withBasicAuth(agent, "the-next-long-one")
                        .getForEntity("/api/accounts", String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("An operator gives whoever has forgotten it another password, with the own one")
    void forgottenPassword() {
        var change = "{\"password\": \"another-rather-long-one\", \"authenticatedUserPassword\": \"%s\"}";

        assertThat(status(
                        operator,
                        HttpMethod.PUT,
                        "/engine-rest/user/" + agent + "/credentials",
                        change.formatted(Given.PASSWORD)))
                .isEqualTo(204);

        assertThat(rest.withBasicAuth(agent, "another-rather-long-one")
                        .getForEntity("/api/accounts", String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("An operator reaches Cockpit and the engine's users")
    void operator() {
        var visitor = Visitor.at(port);
        visitor.login(operator, Given.PASSWORD);

        assertThat(visitor.get("/actuator/health").body()).contains("\"db\"", "\"diskSpace\"");
        assertThat(visitor.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/camunda/api/cockpit/plugin/base/default/incident")
                        .statusCode())
                .isEqualTo(200);
        assertThat(status(operator, HttpMethod.GET, "/engine-rest/user/" + agent + "/profile", ""))
                .isEqualTo(200);
        assertThat(status(operator, HttpMethod.DELETE, "/engine-rest/deployment/unknown", ""))
                .isEqualTo(404);
    }

    private String start() {
        return "/engine-rest/process-definition/key/" + EngineProbe.KEY + "/start";
    }

    private int status(String user, HttpMethod method, String path, String body) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return rest.withBasicAuth(user, Given.PASSWORD)
                .exchange(path, method, new HttpEntity<>(body, headers), String.class)
                .getStatusCode()
                .value();
    }
}

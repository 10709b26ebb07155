package fr.paraphe.relaunch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.StaffRole;
import fr.paraphe.contract.ContractType;
import fr.paraphe.partner.PartnerKind;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

class RelaunchStartTest extends RelaunchScenario {

    @Test
    @DisplayName("R-06 an account without the option is refused, whatever the door, and nothing is sent")
    void optionOff() {
        agency = given.anyAccount();
        agent = given.agentOf(agency);
        workersWithAContract(1);

        assertRefused(post("/api/relaunches", september()), 403, "relaunch-option-off");
        assertRefused(engineStart(Map.of("type", "WORK_CONTRACT")), 403, "relaunch-option-off");

        assertThat(runsOf(agency)).isZero();
        assertNothingLeft();
    }

    @Test
    @DisplayName("R-09 only work contracts can be relaunched")
    void onlyWorkContracts() {
        given.contract(agency, given.anyWorker(agency), ContractType.SERVICE_CONTRACT, "2026-09-14T08:00");

        for (var type : List.of("SERVICE_CONTRACT", "WORK_CONTRACT_AMENDMENT", "PROVISION_CONTRACT")) {
            assertRefused(post("/api/relaunches", Map.of("type", type)), 422, "relaunch-type-not-allowed");
            assertRefused(engineStart(Map.of("type", type)), 422, "relaunch-type-not-allowed");
        }
        assertThat(runsOf(agency)).isZero();
    }

    @Test
    @DisplayName("R-29 clients and suppliers cannot be asked for, and never come along")
    void onlyThoseWhoSignWorkContracts() {
        var client = given.partner(agency, PartnerKind.CLIENT, "fr", "c@exemple.fr", "0612345678");
        given.unsignedContract(agency, client);
        var worker = given.anyWorker(agency);
        given.unsignedContract(agency, worker);
        given.contract(agency, worker, ContractType.SERVICE_CONTRACT, "2026-09-14T08:00");

        assertRefused(
                post("/api/relaunches", Map.of("type", "WORK_CONTRACT", "kinds", List.of("CLIENT"))),
                422,
                "relaunch-kind-not-allowed");
        assertRefused(
                engineStart(Map.of("type", "WORK_CONTRACT", "kind", "EMPLOYEE,CLIENT")),
                422,
                "relaunch-kind-not-allowed");
        assertThat(figures(started()).get("contracts").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("R-12 nothing unsigned in the range: no run, and the answer names the dates")
    void nothingUnsigned() {
        workersWithAContract(1);

        var answer = post("/api/relaunches", Map.of("type", "WORK_CONTRACT", "from", "2026-08-01", "to", "2026-08-31"));

        assertRefused(answer, 422, "relaunch-nothing-unsigned");
        assertThat(body(answer).get("detail").asText()).contains("01/08/2026", "31/08/2026");
        assertThat(runsOf(agency)).isZero();
    }

    @Test
    @DisplayName("R-11 without dates a run is about the current month in Paris")
    void currentMonth() {
        workersWithAContract(1);
        given.contract(agency, given.anyWorker(agency), ContractType.WORK_CONTRACT, "2026-08-31T23:30");

        var run = body(post("/api/relaunches", Map.of("type", "WORK_CONTRACT")));

        assertThat(run.get("account").asText()).isEqualTo(agency.code());
        assertThat(run.get("accountName").asText()).isEqualTo(agency.name());
        assertThat(run.get("startsFrom").asText()).isEqualTo("2026-09-01");
        assertThat(run.get("startsTo").asText()).isEqualTo("2026-09-30");
        assertThat(run.get("figures").get("contracts").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("A filter that is wrong is refused, by both doors")
    void wrongFilters() {
        workersWithAContract(1);

        var reversed = Map.<String, Object>of("type", "WORK_CONTRACT", "from", "2026-09-30", "to", "2026-09-01");
        assertRefused(post("/api/relaunches", reversed), 400, "contract-filter-dates-reversed");
        assertRefused(engineStart(reversed), 400, "contract-filter-dates-reversed");
        assertRefused(
                engineStart(Map.of("type", "WORK_CONTRACT", "from", "hier")), 400, "contract-filter-value-unknown");
        assertRefused(engineStart(Map.of()), 422, "relaunch-type-not-allowed");
        assertRefused(engineStart(Map.of("type", 12)), 422, "process-variable-type");
        assertRefused(
                engineStart(Map.of("type", "WORK_CONTRACT", "channel", "PIGEON")), 422, "relaunch-channel-unknown");
        assertThat(runsOf(agency)).isZero();
    }

    @Test
    @DisplayName("R-10 who sees several accounts names one: a run never concerns other contracts than the list showed")
    void severalAccounts() {
        workersWithAContract(2);
        var attached = given.attachedTo(agency);
        given.unsignedContract(attached, given.anyWorker(attached));
        agent = given.staffOf(agency, true, StaffRole.MANAGER);
        assertThat(read("/api/contracts?type=WORK_CONTRACT").get("contracts")).hasSize(3);

        assertRefused(post("/api/relaunches", september()), 422, "relaunch-several-accounts");
        assertRefused(engineStart(Map.of("type", "WORK_CONTRACT")), 422, "relaunch-several-accounts");

        var named = new HashMap<>(september());
        named.put("account", agency.code());
        var run = body(post("/api/relaunches", named));
        assertThat(run.get("figures").get("contracts").asInt()).isEqualTo(2);
        assertThat(runsOf(agency)).isEqualTo(1);
    }

    @Test
    @DisplayName("Another account's contracts and runs do not exist")
    void foreignAccount() {
        workersWithAContract(1);
        var foreign = started();
        var code = agency.code();
        anAgencyWithTheOption();
        workersWithAContract(1);

        assertRefused(
                post("/api/relaunches", Map.of("type", "WORK_CONTRACT", "account", code)),
                404,
                "relaunch-account-unknown");
        assertThat(engineStart(Map.of("type", "WORK_CONTRACT", "account", code))
                        .getStatusCode()
                        .is4xxClientError())
                .isTrue();
        for (var path : List.of("", "/contracts", "/recipients", "/preview", "/outcome", "/outcome.csv")) {
            assertRefused(
                    as(agent).getForEntity("/api/relaunches/" + foreign + path, JsonNode.class),
                    404,
                    "relaunch-unknown");
        }
        for (var step : List.of("selection", "review", "cancellation", "pause", "resumption", "stop", "retry")) {
            assertRefused(
                    post("/api/relaunches/" + foreign + "/" + step, Map.of("channel", "SMS")), 404, "relaunch-unknown");
        }
        assertThat(read("/api/relaunches").get("rows")).isEmpty();
    }

    @Test
    @DisplayName("Who only signs or runs the installation starts nothing")
    void roles() {
        workersWithAContract(1);
        agent = given.staffOf(agency, false, StaffRole.SIGNATORY);

        assertThat(post("/api/relaunches", september()).getStatusCode().value()).isEqualTo(403);
        assertThat(runsOf(agency)).isZero();
    }

    @Test
    @DisplayName("The same key is the same run; with another request it is refused")
    void idempotencyKey() {
        workersWithAContract(2);

        var first = startWithKey("clé 1", september());
        var again = startWithKey("clé 1", september());

        assertThat(first.getStatusCode().value()).isEqualTo(201);
        assertThat(again.getStatusCode().value()).isEqualTo(200);
        assertThat(body(again).get("number")).isEqualTo(body(first).get("number"));
        var other = new HashMap<>(september());
        other.put("kinds", List.of("TEMPORARY_WORKER"));
        assertRefused(startWithKey("clé 1", other), 422, "relaunch-idempotency-key-reused");
        assertRefused(
                engineStart(Map.of(
                        "type", "WORK_CONTRACT", "from", "2026-09-01", "to", "2026-09-30", "idempotencyKey", "clé 1")),
                409,
                "relaunch-already-started");
        assertThat(runsOf(agency)).isEqualTo(1);
    }

    @Test
    @DisplayName("The same key without dates is the same run after the month's end too")
    void idempotencyKeyOverTheMonthsEnd() {
        workersWithAContract(1);
        clock.setTo("2026-09-30T23:59");
        var first = startWithKey("fin de mois", Map.of("type", "WORK_CONTRACT"));
        assertThat(first.getStatusCode().value()).isEqualTo(201);

        clock.setTo("2026-10-01T00:01");
        var again = startWithKey("fin de mois", Map.of("type", "WORK_CONTRACT"));

        assertThat(again.getStatusCode().value()).as("%s", again.getBody()).isEqualTo(200);
        assertThat(body(again).get("number")).isEqualTo(body(first).get("number"));
        assertRefused(startWithKey("fin de mois", september()), 422, "relaunch-idempotency-key-reused");
        assertThat(runsOf(agency)).isEqualTo(1);
    }

    @Test
    @DisplayName("The same key from many scripts at once is one run")
    void idempotencyKeyInParallel() throws Exception {
        workersWithAContract(1);
        var scripts = Executors.newFixedThreadPool(6);
        try {
            var answers = scripts.invokeAll(Collections.nCopies(
                    6, (Callable<ResponseEntity<JsonNode>>) () -> startWithKey("ensemble", september())));
            for (var answer : answers) {
                assertThat(answer.get().getStatusCode().is2xxSuccessful()).isTrue();
            }
        } finally {
            scripts.shutdown();
        }
        assertThat(runsOf(agency)).isEqualTo(1);
    }

    @Test
    @DisplayName("A start through the engine's own REST is a run like any other")
    void engineRest() {
        workersWithAContract(2);

        var answer = engineStart(Map.of("type", "WORK_CONTRACT", "channel", "SMS", "text", "Martin"));

        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(200);
        var number = body(answer).get("businessKey").asText();
        assertThat(number).startsWith("R-2026-");
        assertThat(body(answer).get("tenantId").asText()).isEqualTo(agency.code());
        assertThat(run(number).get("requestedBy").asText()).isEqualTo(agent);
        assertThat(run(number).get("next").get("step").asText()).isEqualTo("SELECTION");
        assertThat(figures(number).get("contracts").asInt()).isEqualTo(2);
    }

    @Test
    @DisplayName("What is typed into the search may be a name: the engine's history never has it")
    void searchIsNotKept() {
        workersWithAContract(1);
        var body = new HashMap<>(september());
        body.put("text", "Martin");
        var number = body(post("/api/relaunches", body)).get("number").asText();

        assertThat(database.sql("""
                        select count(*) from act_hi_varinst v
                        join act_hi_procinst p on p.id_ = v.proc_inst_id_
                        where p.business_key_ = ? and v.name_ = 'text' and v.text_ is not null
                        """).param(number).query(Long.class).single()).isZero();
    }

    private ResponseEntity<JsonNode> engineStart(Map<String, Object> variables) {
        var typed = new HashMap<String, Object>();
        variables.forEach((name, value) -> typed.put(name, Map.of("value", value)));
        return post("/engine-rest/process-definition/key/relaunch/start", Map.of("variables", typed));
    }
}

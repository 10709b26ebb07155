package fr.paraphe.contract;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import fr.paraphe.account.Account;
import fr.paraphe.contract.process.SynchronisationProcess;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Jobs;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.SignatureSite;
import fr.paraphe.testing.TestClock;
import fr.paraphe.testing.Visitor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signed contracts come from a remote platform, which WireMock plays. */
@ParapheTest
class SynchronisationTest {

    @LocalServerPort
    int port;

    @Autowired
    Given given;

    @Autowired
    Jobs jobs;

    @Autowired
    TestClock clock;

    @Autowired
    WireMockServer platform;

    @Autowired
    JdbcClient database;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    Account account;
    String worker;
    Visitor agent;

    @BeforeEach
    void agency() {
        forgetEverything();
        account = given.anyAccount();
        worker = given.anyWorker(account);
        agent = Visitor.at(port);
        agent.login(given.agentOf(account), Given.PASSWORD);
        jobs.resetTimersOf(SynchronisationProcess.KEY);
    }

    @AfterEach
    void forgetEverything() {
        runtime.createProcessInstanceQuery()
                .processDefinitionKey(SynchronisationProcess.KEY)
                .list()
                .forEach(run -> runtime.deleteProcessInstance(run.getId(), "the test is over"));
        database.sql("delete from synchronisation").update();
        database.sql("delete from signature_cursor").update();
        database.sql("delete from signature_inbox").update();
    }

    @Test
    @DisplayName(
            "R-02 signed at 10:00 on a remote platform: awaited at 12:59, signed after 13:00, as the platform says")
    void bySchedule() {
        var signed = given.unsignedContract(account, worker);
        var other = given.unsignedContract(account, worker);
        platform.stubFor(page(null, page("one", false, signature(signed))));

        clock.setTo("2026-09-16T12:59");
        assertThat(jobs.startDue(SynchronisationProcess.KEY)).isZero();
        assertThat(awaited()).contains(signed, other);

        clock.setTo("2026-09-16T13:00");
        assertThat(jobs.startDue(SynchronisationProcess.KEY)).isOne();
        jobs.runDue(latest());

        assertThat(awaited()).containsExactly(other);
        var contract = json("/api/contracts/" + signed);
        assertThat(contract.at("/signature/mode").textValue()).isEqualTo("ELECTRONIC");
        assertThat(contract.at("/signature/by").textValue()).isEqualTo("Léa Martin");
        assertThat(contract.at("/history/0/what").textValue()).isEqualTo("SIGNED");
        assertThat(contract.at("/history/0/at").textValue()).isEqualTo("2026-09-16T08:00:00Z");
        platform.verify(getRequestedFor(urlPathEqualTo(SignatureSite.PATH))
                .withBasicAuth(new com.github.tomakehurst.wiremock.client.BasicCredentials(
                        SignatureSite.USER, SignatureSite.PASSWORD)));
        var run = json("/api/synchronisations/" + latest());
        assertThat(run.get("state").textValue()).isEqualTo("DONE");
        assertThat(run.get("byClock").booleanValue()).isTrue();
        assertThat(run.at("/figures/signed").intValue()).isOne();
    }

    @Test
    @DisplayName("R-02 run twice, and the same page twice: no second event; the next run asks behind the kept cursor")
    void twice() {
        var contract = given.unsignedContract(account, worker);
        platform.stubFor(page(null, page("one", false, signature(contract))));
        platform.stubFor(page("one", page("two", false, signature(contract), signature(contract))));

        synchronise();
        var second = json("/api/synchronisations/" + synchronise());

        assertThat(second.at("/figures/signed").intValue()).isZero();
        assertThat(second.at("/figures/alreadySigned").intValue()).isOne();
        assertThat(signedEvents(contract)).isOne();
        platform.verify(1, getRequestedFor(urlPathEqualTo(SignatureSite.PATH)).withQueryParam("after", equalTo("one")));
    }

    @Test
    @DisplayName("R-02 page by page until the platform has no more; withdrawn stays withdrawn, on paper stays on paper")
    void pages() {
        var contracts = IntStream.range(0, 5)
                .mapToObj(i -> given.unsignedContract(account, worker))
                .toList();
        agentPosts(
                "/api/contracts/signatures",
                "{\"mode\":\"PAPER\",\"references\":[\"%s\"]}".formatted(contracts.get(3)));
        database.sql("update contract set status = 'WITHDRAWN' where reference = ? and account_id = ?")
                .params(contracts.get(4), account.id().value())
                .update();
        platform.stubFor(page(null, page("a", true, signature(contracts.get(0)), signature(contracts.get(1)))));
        platform.stubFor(page("a", page("b", true, signature(contracts.get(2)))));
        platform.stubFor(page("b", page("c", false, signature(contracts.get(3)), signature(contracts.get(4)))));

        var run = json("/api/synchronisations/" + synchronise());

        assertThat(run.get("pages").intValue()).isEqualTo(3);
        assertThat(run.at("/figures/signed").intValue()).isEqualTo(3);
        assertThat(run.at("/figures/alreadySigned").intValue()).isOne();
        assertThat(run.at("/figures/withdrawn").intValue()).isOne();
        assertThat(awaited()).isEmpty();
        assertThat(json("/api/contracts/" + contracts.get(3))
                        .at("/signature/mode")
                        .textValue())
                .isEqualTo("PAPER");
    }

    @Test
    @DisplayName("R-02 a contract that is imported later than its signature is signed by the next run")
    void importedLater() {
        platform.stubFor(page(null, page("one", false, signature("C-later-" + account.code()))));
        platform.stubFor(page("one", page("one", false)));
        var first = json("/api/synchronisations/" + synchronise());
        assertThat(first.at("/figures/unknown").intValue()).isOne();

        var contract = given.unsignedContract(account, worker);
        database.sql("update contract set reference = :later where reference = :now and account_id = :account")
                .param("later", "C-later-" + account.code())
                .param("now", contract)
                .param("account", account.id().value())
                .update();
        var second = json("/api/synchronisations/" + synchronise());

        assertThat(second.at("/figures/signed").intValue()).isOne();
        assertThat(awaited()).isEmpty();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("TOO_SLOW", page("x", false).withFixedDelay(2_500)),
                Arguments.of("TOO_SLOW", page("x", false).withChunkedDribbleDelay(20, 6_000)),
                Arguments.of("UNREACHABLE", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                Arguments.of("LOGIN_REFUSED", aResponse().withStatus(401)),
                Arguments.of("PLATFORM_DOWN", aResponse().withStatus(500)),
                Arguments.of("CURSOR_REFUSED", aResponse().withStatus(422)),
                Arguments.of(
                        "UNEXPECTED_ANSWER",
                        aResponse().withStatus(302).withHeader("Location", "http://169.254.169.254/latest")),
                Arguments.of("NOT_UNDERSTOOD", okJson("<html>no JSON</html>")),
                Arguments.of(
                        "NOT_UNDERSTOOD", okJson("{\"signatures\":[{\"account\":1}],\"next\":\"x\",\"more\":false}")),
                Arguments.of("NOT_UNDERSTOOD", okJson("{\"signatures\":[],\"more\":false}")),
                Arguments.of("TOO_LARGE", okJson(" ".repeat(70_000) + "{}")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName("R-02 a platform that fails: tried again, then an incident; the reason in words; nothing has changed;"
            + " the next run goes on from the kept cursor")
    void fails(String reason, ResponseDefinitionBuilder answer) {
        var contract = given.unsignedContract(account, worker);
        platform.stubFor(page(null, page("kept", false)));
        synchronise();
        platform.stubFor(page("kept", answer));

        var number = synchronise();
        var run = json("/api/synchronisations/" + number);
        assertThat(run.get("state").textValue()).isEqualTo("TRYING_AGAIN");
        assertThat(run.at("/failure/reason").textValue()).isEqualTo(reason);
        assertThat(run.at("/failure/detail").textValue()).isNotBlank();
        assertThat(start().statusCode())
                .as("it is going, so no other is started")
                .isEqualTo(200);

        management.setJobRetries(job(number).getId(), 1);
        runNow(number);
        assertThat(json("/api/synchronisations/" + number).get("state").textValue())
                .isEqualTo("FAILED");
        assertThat(awaited()).containsExactly(contract);

        platform.stubFor(page("kept", page("later", false, signature(contract))));
        synchronise();
        assertThat(awaited()).isEmpty();
    }

    @Test
    @DisplayName("R-02 a platform that gives the same cursor again and again is stopped with an error")
    void endless() {
        platform.stubFor(page(null, page("round", true)));
        platform.stubFor(page("round", page("round", true)));

        var run = json("/api/synchronisations/" + synchronise());

        assertThat(run.at("/failure/reason").textValue()).isEqualTo("ENDLESS");
        assertThat(run.get("pages").intValue()).isOne();
    }

    @Test
    @DisplayName("R-02 stopped between two steps: the fetched page is not lost, and fetched once")
    void betweenSteps() {
        var contract = given.unsignedContract(account, worker);
        platform.stubFor(page(null, page("one", false, signature(contract))));

        var number = json(start()).get("number").textValue();
        management.executeJob(job(number).getId());
        assertThat(awaited()).containsExactly(contract);
        platform.resetAll();
        jobs.runDue(number);

        assertThat(awaited()).isEmpty();
        assertThat(signedEvents(contract)).isOne();
    }

    @Test
    @DisplayName("R-02 two runs at once: each signature counts once")
    void twoAtOnce() {
        var contract = given.unsignedContract(account, worker);
        platform.stubFor(page(null, page("one", false, signature(contract))));
        platform.stubFor(page("one", page("one", false)));

        var first = json(start()).get("number").textValue();
        clock.setTo("2026-09-16T13:00");
        jobs.startDue(SynchronisationProcess.KEY);
        var second = latest();
        assertThat(second).isNotEqualTo(first);
        management.executeJob(job(first).getId());
        management.executeJob(job(second).getId());
        jobs.runDue(second);
        jobs.runDue(first);

        assertThat(signedEvents(contract)).isOne();
        assertThat(Stream.of(first, second)
                        .mapToInt(number -> json("/api/synchronisations/" + number)
                                .at("/figures/signed")
                                .intValue())
                        .sum())
                .isOne();
    }

    @Test
    @DisplayName("R-02 an agent sees the figures of its accounts alone; support starts over, an agent does not")
    void isolation() {
        var contract = given.unsignedContract(account, worker);
        platform.stubFor(page(null, page("one", false, signature(contract))));
        var number = synchronise();

        var stranger = Visitor.at(port);
        stranger.login(given.agentOf(given.anyAccount()), Given.PASSWORD);
        var seen = Visitor.json(stranger.get("/api/synchronisations/" + number));
        assertThat(seen.at("/figures/signed").intValue()).isZero();
        assertThat(seen.get("accounts")).isEmpty();
        assertThat(seen.has("requestedBy")).isFalse();
        assertThat(agent.post("/api/synchronisations", "{\"startingOver\":true}")
                        .statusCode())
                .isEqualTo(403);
    }

    private String synchronise() {
        var number = json(start()).get("number").textValue();
        jobs.runDue(number);
        return number;
    }

    private java.net.http.HttpResponse<String> start() {
        return agent.post("/api/synchronisations", "{}");
    }

    private void agentPosts(String path, String body) {
        assertThat(agent.post(path, body).statusCode()).isEqualTo(200);
    }

    private void runNow(String number) {
        try {
            management.executeJob(job(number).getId());
        } catch (RuntimeException e) {
            // what becomes of it is what the test looks at
        }
    }

    private Job job(String number) {
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .singleResult();
        return management.createJobQuery().processInstanceId(instance.getId()).singleResult();
    }

    private String latest() {
        return json("/api/synchronisations").at("/synchronisations/0/number").textValue();
    }

    private List<String> awaited() {
        return json("/api/contracts").get("contracts").findValuesAsText("reference").stream()
                .filter(reference -> reference.startsWith("C-"))
                .toList();
    }

    private int signedEvents(String contract) {
        return (int) Stream.of(json("/api/contracts/" + contract).get("history"))
                .flatMap(history -> history.findValuesAsText("what").stream())
                .filter("SIGNED"::equals)
                .count();
    }

    private JsonNode json(String path) {
        return json(agent.get(path));
    }

    private static JsonNode json(java.net.http.HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return Visitor.json(answer);
    }

    private String signature(String contract) {
        return """
                {"account":"%s","contract":"%s","signedAt":"2026-09-16T10:00:00+02:00","signedBy":"Léa Martin","more":1}""".formatted(account.code(), contract);
    }

    private static ResponseDefinitionBuilder page(String next, boolean more, String... signatures) {
        return okJson("{\"signatures\":[%s],\"next\":\"%s\",\"more\":%s}"
                .formatted(Arrays.stream(signatures).collect(Collectors.joining(",")), next, more));
    }

    private static MappingBuilder page(@Nullable String after, ResponseDefinitionBuilder answer) {
        return get(urlPathEqualTo(SignatureSite.PATH))
                .withQueryParam("after", after == null ? absent() : equalTo(after))
                .willReturn(answer);
    }
}

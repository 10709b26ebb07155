package fr.paraphe.relaunch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.StaffRole;
import fr.paraphe.account.StaffScope;
import fr.paraphe.contract.ContractId;
import fr.paraphe.contract.ContractImporting;
import fr.paraphe.contract.ContractKeeping;
import fr.paraphe.contract.ContractRow;
import fr.paraphe.contract.ContractSelection;
import fr.paraphe.contract.ContractSigning;
import fr.paraphe.contract.ContractStatus;
import fr.paraphe.contract.ContractType;
import fr.paraphe.contract.SignatureMode;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.TestClock;
import fr.paraphe.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;

/** What leaves after the click, and what stops it. */
class RelaunchSendingTest extends RelaunchScenario {

    @LocalServerPort
    int port;

    @Autowired
    ManagementService management;

    @Autowired
    ProcessEngine engine;

    @Autowired
    ContractSigning signing;

    @Autowired
    ContractKeeping keeping;

    @Autowired
    ContractImporting contracts;

    @Test
    @DisplayName("R-25 R-26 R-32 by SMS: the sent text is the shown one, once for each, and the progress says so")
    void bySms() {
        workersWithAContract(3);
        var number = previewed("SMS");
        var shown = shownText(number);
        done(number, "confirmation", Map.of("previewVersion", 1));
        assertThat(run(number).get("status").asText()).isEqualTo("SENDING");

        jobs.runDue(number);

        assertThat(smsBodies()).hasSize(3).allSatisfy(body -> assertThat(body).contains("Body=" + shown));
        var run = run(number);
        assertThat(run.get("status").asText()).isEqualTo("SENT");
        assertThat(run.get("next").get("step").asText()).isEqualTo("OUTCOME");
        assertThat(run.get("progress").get("sent").asInt()).isEqualTo(3);
        assertThat(run.get("progress").get("done").asInt()).isEqualTo(100);
        assertThat(run.get("progress").get("cost").get("billed").decimalValue()).isEqualByComparingTo("7.50");
        done(number, "closing", Map.of());
        assertThat(run(number).get("status").asText()).isEqualTo("CLOSED");
        assertThat(run(number).has("next")).isFalse();
    }

    @Test
    @DisplayName("R-14 R-25 by mail: each gets one mail, and it costs nothing")
    void byMail() throws Exception {
        workersWithAContract(3);

        var number = sent("MAIL");

        assertThat(mails()).hasSize(3);
        assertThat(mails().get(0).getSubject())
                .isEqualTo(agency.name() + " : votre contrat de travail attend votre signature");
        assertThat(run(number).get("progress").has("cost")).isFalse();
        assertThat(smsBodies()).isEmpty();
    }

    @Test
    @DisplayName("R-24 wrong numbers never stop the rest: skipped, with the reason")
    void wrongNumbers() {
        workersWithAContract(2);
        given.unsignedContract(agency, given.worker(agency, null, "06 12 34 56 7"));

        var number = sent("SMS");

        assertThat(smsBodies()).hasSize(2);
        assertThat(rows(number, "outcome?state=SKIPPED"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("reason").asText()).isEqualTo("INVALID"));
    }

    @Test
    @DisplayName("R-16 R-23 who was unticked gets nothing: 5 people, 1 unticked, 4 sent")
    void unticked() {
        workersWithAContract(5);
        var number = underReview("SMS");
        var one = rows(number, "recipients").get(0).get("partner").asLong();
        patch("/api/relaunches/" + number + "/recipients", Map.of("recipients", List.of(one), "ticked", false));
        done(number, "review", Map.of());
        done(number, "confirmation", Map.of("previewVersion", 1));
        jobs.runDue(number);

        assertThat(smsBodies()).hasSize(4);
        assertThat(rows(number, "outcome?state=SKIPPED").get(0).get("reason").asText())
                .isEqualTo("UNTICKED");
    }

    @Test
    @DisplayName("R-26 two people with the form open, each in a browser, confirm at the same moment: it is sent once")
    void twoBrowsers() throws Exception {
        workersWithAContract(3);
        var number = previewed("SMS");
        var form = "/console/relaunches/" + number + "/step";
        var colleagues = List.of(agent, given.agentOf(agency)).stream()
                .map(person -> {
                    var browser = Visitor.at(port);
                    browser.login(person, Given.PASSWORD);
                    assertThat(browser.get(form).body()).contains("Confirmer envoi relance");
                    return browser;
                })
                .toList();
        var bothReady = new CyclicBarrier(2);
        var clicks = Executors.newFixedThreadPool(2);
        try {
            var answers = clicks.invokeAll(colleagues.stream()
                    .<Callable<HttpResponse<String>>>map(browser -> () -> {
                        bothReady.await();
                        return browser.submit(
                                form + "/confirmation", Map.of("confirmed", "true", "previewVersion", "1"));
                    })
                    .toList());
            for (var answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(302);
            }
        } finally {
            clicks.shutdown();
        }
        jobs.runDue(number);

        assertThat(smsBodies()).hasSize(3);
        assertThat(run(number).get("history"))
                .filteredOn(event -> event.get("what").asText().equals("CONFIRMED"))
                .hasSize(1);
    }

    @Test
    @DisplayName("R-26 a double click, and a script that insists, send once")
    void confirmedTwice() throws Exception {
        workersWithAContract(3);
        var number = previewed("SMS");
        var browsers = Executors.newFixedThreadPool(4);
        try {
            var clicks = browsers.invokeAll(Collections.nCopies(4, (Callable<ResponseEntity<JsonNode>>)
                    () -> post("/api/relaunches/" + number + "/confirmation", Map.of("previewVersion", 1))));
            for (var click : clicks) {
                assertThat(click.get().getStatusCode().value()).isIn(200, 409);
            }
        } finally {
            browsers.shutdown();
        }
        jobs.runDue(number);

        assertThat(smsBodies()).hasSize(3);
        done(number, "confirmation", Map.of("previewVersion", 1));
        jobs.runDue(number);
        assertThat(smsBodies()).hasSize(3);
    }

    @Test
    @DisplayName("R-30 who signs between the click and the queue is skipped and not billed")
    void signedBeforeTheQueue() {
        workersWithAContract(2);
        var number = confirmed("SMS");
        sign(number, 0);

        jobs.runDue(number);

        assertThat(smsBodies()).hasSize(1);
        assertThat(rows(number, "outcome?state=SKIPPED").get(0).get("reason").asText())
                .isEqualTo("SIGNED");
        assertThat(run(number).get("progress").get("cost").get("segments").asInt())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("R-30 who signs while the messages wait in the queue is withdrawn; one of two contracts is not enough")
    void signedInTheQueue() {
        workersWithAContract(1);
        var both = given.anyWorker(agency);
        given.unsignedContract(agency, both);
        given.unsignedContract(agency, both);
        var number = confirmed("SMS");
        done(number, "pause", Map.of());
        jobs.runDue(number);
        assertThat(smsBodies()).isEmpty();
        var first = database.sql("""
                        select c.contract_id from relaunch_contract c join relaunch r on r.id = c.relaunch_id
                        where r.number = ? order by c.contract_id
                        """).param(number).query(Long.class).list();
        sign(first.get(0));
        sign(first.get(1));

        done(number, "resumption", Map.of());
        jobs.runDue(number);

        assertThat(smsBodies()).hasSize(1);
        assertThat(rows(number, "outcome?state=SKIPPED").get(0).get("reason").asText())
                .isEqualTo("SIGNED");
        assertThat(run(number).get("status").asText()).isEqualTo("SENT");
    }

    @Test
    @DisplayName(
            "R-30 whose contract is withdrawn, by hand or by an import, before the queue or in it, is not reminded")
    void withdrawn() {
        var workers = workersWithAContract(4);
        var references = database.sql("select reference from contract where account_id = ? order by id")
                .param(agency.id().value())
                .query(String.class)
                .list();
        var number = confirmed("SMS");
        keeping.withdraw(agency.id(), references.get(0), agent);
        done(number, "pause", Map.of());
        jobs.runDue(number);
        assertThat(run(number).get("progress").get("queued").asInt()).isEqualTo(3);

        keeping.withdraw(agency.id(), references.get(1), agent);
        contracts.importRows(
                agency.id(), List.of(withdrawnInTheSoftware(references.get(2), workers.get(2))), "business software");
        done(number, "resumption", Map.of());
        jobs.runDue(number);

        assertThat(smsBodies()).hasSize(1);
        assertThat(rows(number, "outcome?state=SKIPPED"))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.get("reason").asText()).isEqualTo("WITHDRAWN"));
        assertThat(run(number).get("history"))
                .filteredOn(event -> event.get("what").asText().equals("WITHDRAWN_MEANWHILE"))
                .hasSize(2);
    }

    private static ContractRow withdrawnInTheSoftware(String reference, String worker) {
        return new ContractRow(
                reference,
                ContractType.WORK_CONTRACT,
                worker,
                null,
                LocalDateTime.parse("2026-09-14T08:00").atZone(TestClock.PARIS).toInstant(),
                null,
                null,
                ContractStatus.WITHDRAWN,
                null,
                null);
    }

    @Test
    @DisplayName("R-26 a run is paused, then resumed where it was")
    void pauseAndResume() {
        workersWithAContract(4);
        var number = confirmed("MAIL");
        done(number, "pause", Map.of());

        jobs.runDue(number);

        assertThat(mails()).isEmpty();
        assertThat(run(number).get("status").asText()).isEqualTo("PAUSED");
        assertThat(run(number).get("progress").get("queued").asInt()).isEqualTo(4);
        assertRefused(post("/api/relaunches/" + number + "/pause", Map.of()), 409, "relaunch-another-step");
        done(number, "resumption", Map.of());
        jobs.runDue(number);
        assertThat(mails()).hasSize(4);
        assertThat(run(number).get("status").asText()).isEqualTo("SENT");
    }

    @Test
    @DisplayName("R-26 errors that pile up pause the run; somebody resumes it where it was")
    void errorsPause() {
        workersWithAContract(25);
        providerRefuses("+33");
        var number = confirmed("SMS");

        jobs.runDue(number);

        assertThat(run(number).get("status").asText()).isEqualTo("PAUSED");
        assertThat(run(number).get("progress").get("failed").asInt()).isEqualTo(20);
        assertThat(run(number).get("progress").get("queued").asInt()).isEqualTo(5);
        assertThat(run(number).get("history").findValuesAsText("what")).contains("PAUSED_BY_ERRORS");
        assertThat(smsBodies()).hasSize(20);

        providerAccepts();
        done(number, "resumption", Map.of());
        jobs.runDue(number);
        assertThat(run(number).get("status").asText()).isEqualTo("SENT");
        assertThat(run(number).get("progress").get("sent").asInt()).isEqualTo(5);
    }

    @Test
    @DisplayName("R-26 a run is stopped for good: the rest does not leave, and the outcome says so")
    void stop() {
        workersWithAContract(2);
        var number = confirmed("MAIL");
        done(number, "pause", Map.of());
        jobs.runDue(number);

        done(number, "stop", Map.of());
        jobs.runDue(number);

        assertThat(mails()).isEmpty();
        assertThat(run(number).get("status").asText()).isEqualTo("SENT");
        assertThat(rows(number, "outcome?state=SKIPPED"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.get("reason").asText()).isEqualTo("STOPPED"));
    }

    @Test
    @DisplayName("R-26 a run that is stopped before its messages are queued queues none")
    void stopBeforeTheQueue() {
        workersWithAContract(2);
        var number = confirmed("MAIL");
        done(number, "stop", Map.of());

        jobs.runDue(number);

        assertNothingLeft();
        assertThat(run(number).get("status").asText()).isEqualTo("SENT");
        assertThat(run(number).get("progress").get("reasons").get("STOPPED").asInt())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("R-26 R-32 the provider is down: Cockpit shows an incident; when it is back, the run goes on")
    void providerDown() {
        workersWithAContract(2);
        var number = confirmed("MAIL");
        mailServer.stop();
        try {
            for (var attempt = 0; attempt < 12 && !run(number).get("blocked").asBoolean(); attempt++) {
                jobs.runDue(number);
                clock.advance(Duration.ofMinutes(6));
            }
            assertThat(run(number).get("blocked").asBoolean()).isTrue();
        } finally {
            mailServer.start();
        }
        management.createJobQuery().noRetriesLeft().list().forEach(job -> management.setJobRetries(job.getId(), 1));

        jobs.runDue(number);

        assertThat(recipients()).hasSize(2).doesNotHaveDuplicates();
        assertThat(run(number).get("status").asText()).isEqualTo("SENT");
        assertThat(run(number).get("blocked").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("R-26 several senders share a larger run, with few engine jobs, and each message leaves once")
    void severalSenders() {
        workersWithAContract(150);
        var number = confirmed("MAIL");

        var ran = jobs.runDue(number);

        assertThat(ran).isLessThanOrEqualTo(150 / 100 + 20);
        assertThat(recipients()).hasSize(150).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("R-26 four senders at once, on the engine's own threads: each message leaves once, and the run ends")
    void sendersAtOnce() {
        workersWithAContract(350);
        var number = confirmed("MAIL");
        var executor = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();

        executor.setWaitTimeInMillis(100);
        executor.setMaxWait(500);
        executor.start();
        try {
            await().atMost(Duration.ofSeconds(120))
                    .until(() -> run(number).get("status").asText().equals("SENT"));
        } finally {
            executor.shutdown();
        }

        assertThat(run(number).get("progress").get("sent").asInt()).isEqualTo(350);
        assertThat(recipients()).hasSizeGreaterThanOrEqualTo(350).doesNotHaveDuplicates();
    }

    private List<String> recipients() {
        return mails().stream().map(RelaunchScenario::recipient).toList();
    }

    private void sign(String number, int row) {
        sign(rows(number, "contracts").get(row).get("contract").asLong());
    }

    private void sign(long contract) {
        var signer = new StaffScope(agent, agency, Set.of(agency.id()), Set.of(StaffRole.AGENT));
        signing.sign(ContractSelection.ticked(List.of(new ContractId(contract)), signer), SignatureMode.PAPER, signer);
    }
}

package fr.paraphe.relaunch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.StaffRole;
import fr.paraphe.account.StaffScope;
import fr.paraphe.contract.ContractId;
import fr.paraphe.contract.ContractSelection;
import fr.paraphe.contract.ContractSigning;
import fr.paraphe.contract.SignatureMode;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class RelaunchSendingTest extends RelaunchScenario {

    @Autowired
    JavaMailSenderImpl mail;

    @Autowired
    ManagementService management;

    @Autowired
    ProcessEngine engine;

    @Autowired
    ContractSigning signing;

    @Test
    @DisplayName("R-25 R-26 R-32 by SMS: the sent text is the shown one, once for each, and the progress says so")
    void bySms() {
        workersWithAContract(3);
        var number = previewed("SMS");
        var shown = read("/api/relaunches/" + number + "/preview")
                .get("texts")
                .get(0)
                .get("body")
                .asText();
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

        assertThat(mailServer.getReceivedMessages()).hasSize(3);
        assertThat(mailServer.getReceivedMessages()[0].getSubject())
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
    @DisplayName("R-26 a double click, and two browsers at once, send once")
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
    @DisplayName("R-26 a run is paused, then resumed where it was")
    void pauseAndResume() {
        workersWithAContract(4);
        var number = confirmed("MAIL");
        done(number, "pause", Map.of());

        jobs.runDue(number);

        assertThat(mailServer.getReceivedMessages()).isEmpty();
        assertThat(run(number).get("status").asText()).isEqualTo("PAUSED");
        assertThat(run(number).get("progress").get("queued").asInt()).isEqualTo(4);
        assertRefused(post("/api/relaunches/" + number + "/pause", Map.of()), 409, "relaunch-another-step");
        done(number, "resumption", Map.of());
        jobs.runDue(number);
        assertThat(mailServer.getReceivedMessages()).hasSize(4);
        assertThat(run(number).get("status").asText()).isEqualTo("SENT");
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

        assertThat(mailServer.getReceivedMessages()).isEmpty();
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
    @DisplayName("R-32 only failures are tried again")
    void retry() {
        workersWithAContract(1);
        given.unsignedContract(agency, given.worker(agency, null, "06 77 00 11 22"));
        providerRefuses("+33677001122");
        var number = sent("SMS");
        assertThat(rows(number, "outcome?state=FAILED").get(0).get("reason").asText())
                .isEqualTo("INVALID_NUMBER");
        anyNumberIsAccepted();

        done(number, "retry", Map.of());
        jobs.runDue(number);

        assertThat(smsBodies()).hasSize(3);
        assertThat(rows(number, "outcome?state=SENT")).hasSize(2);
        assertRefused(post("/api/relaunches/" + number + "/retry", Map.of()), 422, "relaunch-no-failures");
    }

    private void anyNumberIsAccepted() {
        provider.resetMappings();
        providerAccepts();
    }

    @Test
    @DisplayName("R-32 the CSV answers for each person, and a spreadsheet finds no formula in it")
    void csv() {
        given.unsignedContract(agency, given.worker(agency, "a@exemple.fr", "06 12 34 56 78"));
        database.sql("update partner set given_name = '=1+1' where account_id = ?")
                .param(agency.id().value())
                .update();
        var number = sent("SMS");

        var csv = as(agent).getForObject("/api/relaunches/" + number + "/outcome.csv", String.class);

        assertThat(csv.lines().toList()).hasSize(2);
        assertThat(csv)
                .startsWith("\uFEFFSalarié;Catégorie;Contrats")
                .contains("'=1+1 Martin;Intérimaire;1;'+33612345678;Envoyé");
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
            mail.setPort(mailServer.getSmtp().getPort());
        }
        management.createJobQuery().noRetriesLeft().list().forEach(job -> management.setJobRetries(job.getId(), 1));

        jobs.runDue(number);

        assertThat(mailServer.getReceivedMessages()).hasSize(2);
        assertThat(run(number).get("status").asText()).isEqualTo("SENT");
        assertThat(run(number).get("blocked").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("R-26 several senders share a larger run, with few engine jobs, and each message leaves once")
    void severalSenders() throws MessagingException {
        workersWithAContract(150);
        var number = confirmed("MAIL");

        var ran = jobs.runDue(number);

        assertThat(ran).isLessThanOrEqualTo(150 / 100 + 20);
        var recipients = new ArrayList<String>();
        for (var message : mailServer.getReceivedMessages()) {
            recipients.add(message.getAllRecipients()[0].toString());
        }
        assertThat(recipients).hasSize(150).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("R-26 four senders at once, on the engine's own threads: each message leaves once, and the run ends")
    void sendersAtOnce() throws MessagingException {
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
        var recipients = new ArrayList<String>();
        for (var message : mailServer.getReceivedMessages()) {
            recipients.add(message.getAllRecipients()[0].toString());
        }
        assertThat(recipients).hasSizeGreaterThanOrEqualTo(350).doesNotHaveDuplicates();
    }

    private void sign(String number, int row) {
        sign(rows(number, "contracts").get(row).get("contract").asLong());
    }

    private void sign(long contract) {
        var signer = new StaffScope(agent, agency, Set.of(agency.id()), Set.of(StaffRole.AGENT));
        signing.sign(ContractSelection.ticked(List.of(new ContractId(contract)), signer), SignatureMode.PAPER, signer);
    }
}

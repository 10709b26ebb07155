package fr.paraphe.relaunch;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.init;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.reset;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.runtimeService;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.task;

import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which way a run goes through its diagram. */
class RelaunchProcessTest extends RelaunchScenario {

    @Autowired
    ProcessEngine engine;

    @BeforeEach
    void askTheEngine() {
        init(engine);
    }

    @AfterEach
    void forgetTheEngine() {
        reset();
    }

    @Test
    @DisplayName("R-13 to R-26 the way of a run: four steps for people, the messages between the third and the fourth")
    void straightOn() {
        workersWithAContract(1);
        var number = started();
        var run = instance(number);
        assertThat(run)
                .hasProcessDefinitionKey("relaunch")
                .hasBusinessKey(number)
                .isWaitingAt("SelectEmployeesAndChannel");
        assertThat(task(run)).hasCandidateGroup("agent").hasCandidateGroup("manager");

        done(number, "selection", Map.of("channel", "MAIL"));
        assertThat(run).isWaitingAt("ReviewRecipients");
        done(number, "review", Map.of());
        assertThat(run).isWaitingAt("ConfirmSending").hasNotPassed("QueueMessages");
        done(number, "confirmation", Map.of("previewVersion", 1));
        assertThat(run).isWaitingAt("QueueMessages");
        jobs.runDue(number);
        assertThat(run).isWaitingAt("ReadOutcome");
        done(number, "closing", Map.of());

        assertThat(run)
                .isEnded()
                .hasPassedInOrder(
                        "RelaunchRequested",
                        "OpenRelaunch",
                        "SelectUnsignedContracts",
                        "SelectEmployeesAndChannel",
                        "ValidateAddresses",
                        "ReviewRecipients",
                        "ComposePreview",
                        "ConfirmSending",
                        "SendingConfirmed",
                        "QueueMessages",
                        "SendMessages",
                        "SenderDone",
                        "CloseRelaunch",
                        "ReadOutcome",
                        "RelaunchClosed")
                .hasNotPassed("CancelRelaunch", "SendingResumed");
    }

    @Test
    @DisplayName("R-17 R-25 back to the review: the addresses are validated anew, and nothing is queued")
    void backToTheReview() {
        workersWithAContract(1);
        var number = previewed("SMS");

        done(number, "second-review", Map.of());

        assertThat(instance(number))
                .isWaitingAt("ReviewRecipients")
                .hasPassedInOrder("ConfirmSending", "ValidateAddresses")
                .hasNotPassed("SendingConfirmed", "QueueMessages");
    }

    @Test
    @DisplayName("R-17 back to the selection from the review, and on again")
    void backToTheSelection() {
        workersWithAContract(1);
        var number = underReview("SMS");

        done(number, "second-selection", Map.of());

        assertThat(instance(number)).isWaitingAt("SelectEmployeesAndChannel").hasNotPassed("ComposePreview");
        done(number, "selection", Map.of());
        done(number, "review", Map.of());
        assertThat(instance(number)).isWaitingAt("ConfirmSending");
    }

    @Test
    @DisplayName("R-25 a run that is given up ends without having queued anything")
    void cancelled() {
        workersWithAContract(1);
        var number = underReview("SMS");
        var run = instance(number);

        done(number, "cancellation", Map.of());

        assertThat(run)
                .isEnded()
                .hasPassed("RelaunchCancelled", "CancelRelaunch", "RelaunchAbandoned")
                .hasNotPassed("QueueMessages");
    }

    @Test
    @DisplayName("R-26 a paused run waits for the message that resumes it")
    void paused() {
        workersWithAContract(1);
        var number = confirmed("MAIL");
        done(number, "pause", Map.of());

        jobs.runDue(number);

        var run = instance(number);
        assertThat(run).isWaitingAt("SendingResumed").isWaitingFor("Sending resumed");
        done(number, "resumption", Map.of());
        jobs.runDue(number);
        assertThat(run).isWaitingAt("ReadOutcome");
    }

    @Test
    @DisplayName("R-32 a retry of the failures goes through the queue again")
    void retried() {
        given.unsignedContract(agency, given.worker(agency, null, "06 77 00 11 44"));
        providerRefuses("+33677001144");
        var number = sent("SMS");
        var run = instance(number);
        assertThat(run).isWaitingAt("ReadOutcome");

        done(number, "retry", Map.of());
        assertThat(run).isWaitingAt("QueueMessages");
        jobs.runDue(number);

        assertThat(run)
                .isWaitingAt("ReadOutcome")
                .hasPassedInOrder("ReadOutcome", "QueueMessages", "SendMessages", "CloseRelaunch");
    }

    private static ProcessInstance instance(String number) {
        return runtimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .singleResult();
    }
}

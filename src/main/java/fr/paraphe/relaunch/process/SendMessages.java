package fr.paraphe.relaunch.process;

import fr.paraphe.relaunch.RelaunchSending;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Send messages": one batch of the run. */
@Component
class SendMessages implements JavaDelegate {

    private final RelaunchSending sending;

    SendMessages(RelaunchSending sending) {
        this.sending = sending;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var after = sending.sendNextBatch(RelaunchProcess.number(execution));
        RelaunchProcess.LEFT.setLocal(execution, after.left().name());
        RelaunchProcess.NEXT_ATTEMPT_AT.setLocal(execution, RelaunchProcess.date(after.nextAttemptAt()));
    }
}

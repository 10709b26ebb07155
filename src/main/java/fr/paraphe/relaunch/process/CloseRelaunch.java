package fr.paraphe.relaunch.process;

import fr.paraphe.relaunch.RelaunchSending;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Close relaunch": everything has left or is given up. An earlier answer about failures no longer counts. */
@Component
class CloseRelaunch implements JavaDelegate {

    private final RelaunchSending sending;

    CloseRelaunch(RelaunchSending sending) {
        this.sending = sending;
    }

    @Override
    public void execute(DelegateExecution execution) {
        sending.complete(RelaunchProcess.number(execution));
        RelaunchProcess.RETRY.set(execution, null);
    }
}

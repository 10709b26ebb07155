package fr.paraphe.relaunch.process;

import fr.paraphe.relaunch.RelaunchSending;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Queue messages": a message for everybody who still needs one, and how many senders share the work. */
@Component
class QueueMessages implements JavaDelegate {

    private final RelaunchSending sending;

    QueueMessages(RelaunchSending sending) {
        this.sending = sending;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var senders = sending.queue(RelaunchProcess.number(execution));
        RelaunchProcess.SENDERS.set(execution, senders);
    }
}

package fr.paraphe.relaunch.process;

import fr.paraphe.relaunch.RelaunchSending;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Ends the task "Read outcome": refused without an answer. */
@Component
class ReadOutcome implements TaskListener {

    private final RelaunchSending sending;

    ReadOutcome(RelaunchSending sending) {
        this.sending = sending;
    }

    @Override
    public void notify(DelegateTask task) {
        sending.conclude(RelaunchProcess.number(task), RelaunchProcess.RETRY.from(task));
    }
}

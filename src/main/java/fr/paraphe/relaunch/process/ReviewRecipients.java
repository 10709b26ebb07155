package fr.paraphe.relaunch.process;

import fr.paraphe.relaunch.RelaunchConfirming;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Ends the task "Review recipients". */
@Component
class ReviewRecipients implements TaskListener {

    private final RelaunchConfirming confirming;

    ReviewRecipients(RelaunchConfirming confirming) {
        this.confirming = confirming;
    }

    @Override
    public void notify(DelegateTask task) {
        confirming.endReview(RelaunchProcess.number(task));
    }
}

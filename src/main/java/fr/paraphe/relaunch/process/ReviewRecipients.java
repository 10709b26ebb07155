package fr.paraphe.relaunch.process;

import fr.paraphe.relaunch.RelaunchReviewing;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Ends the task "Review recipients": refused without an answer. */
@Component
class ReviewRecipients implements TaskListener {

    private final RelaunchReviewing reviewing;

    ReviewRecipients(RelaunchReviewing reviewing) {
        this.reviewing = reviewing;
    }

    @Override
    public void notify(DelegateTask task) {
        reviewing.end(RelaunchProcess.number(task), RelaunchProcess.REVIEWED.from(task));
    }
}

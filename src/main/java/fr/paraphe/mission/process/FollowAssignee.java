package fr.paraphe.mission.process;

import fr.paraphe.mission.RequestChecking;
import fr.paraphe.mission.TaskNumber;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** "Tâches" names the person who takes a step in Tasklist, or to whom it is given there. */
@Component
class FollowAssignee implements TaskListener {

    private final RequestChecking checking;

    FollowAssignee(RequestChecking checking) {
        this.checking = checking;
    }

    @Override
    public void notify(DelegateTask task) {
        checking.assign(new TaskNumber(task.getExecution().getProcessBusinessKey()), task.getAssignee());
    }
}

package fr.paraphe.mission.process;

import fr.paraphe.mission.RequestChecking;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Ends the task "Check answer": accepted, or asked again with a remark. */
@Component
class CheckAnswer implements TaskListener {

    private final RequestChecking checking;

    CheckAnswer(RequestChecking checking) {
        this.checking = checking;
    }

    @Override
    public void notify(DelegateTask task) {
        checking.decide(
                InformationRequestProcess.number(task.getExecution()),
                InformationRequestProcess.ACCEPTED.from(task),
                InformationRequestProcess.REMARK.orNull(task));
    }
}

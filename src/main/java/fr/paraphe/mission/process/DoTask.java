package fr.paraphe.mission.process;

import fr.paraphe.mission.RequestChecking;
import fr.paraphe.mission.TaskNumber;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Ends the task "Do task". */
@Component
class DoTask implements TaskListener {

    private final RequestChecking checking;

    DoTask(RequestChecking checking) {
        this.checking = checking;
    }

    @Override
    public void notify(DelegateTask task) {
        checking.complete(new TaskNumber(task.getExecution().getProcessBusinessKey()));
    }
}

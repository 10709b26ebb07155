package fr.paraphe.privacy.process;

import fr.paraphe.privacy.DataRequesting;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Alert managers": their task goes to the top of Tasklist, higher still once it is overdue. */
@Component
class AlertManagers implements JavaDelegate {

    private static final int SOON = 75;
    private static final int OVERDUE = 100;

    private final DataRequesting requesting;

    AlertManagers(DataRequesting requesting) {
        this.requesting = requesting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var request = requesting.alert(PersonalDataRequestProcess.number(execution));
        var tasks = execution.getProcessEngineServices().getTaskService();
        tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .list()
                .forEach(task -> tasks.setPriority(task.getId(), request.overdue() ? OVERDUE : SOON));
    }
}

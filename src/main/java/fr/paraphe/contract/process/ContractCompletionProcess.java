package fr.paraphe.contract.process;

import fr.paraphe.camunda.ProcessVariable;
import fr.paraphe.camunda.Refusals;
import fr.paraphe.camunda.TaskUnseen;
import fr.paraphe.contract.AgencySigning;
import fr.paraphe.contract.ContractId;
import fr.paraphe.contract.ContractRefused;
import fr.paraphe.contract.ContractSignedInPortal;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The process "Complete contract", which a partner's signature in the portal starts: its key, its variables and its
 * doors. The business key is the contract's reference; which contract it is, the variable says.
 */
@Component
public class ContractCompletionProcess {

    public static final String KEY = "contract-completion";

    /** The code of the contract's account: whose staff sees the instance. */
    static final ProcessVariable<String> ACCOUNT = ProcessVariable.of("account", String.class);

    static final ProcessVariable<Long> CONTRACT = ProcessVariable.of("contract", Long.class);

    static final ProcessVariable<Boolean> SIGNATORY_ASKED = ProcessVariable.of("signatoryAsked", Boolean.class);

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final AgencySigning signing;

    ContractCompletionProcess(RuntimeService runtime, TaskService tasks, AgencySigning signing) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.signing = signing;
    }

    /** In the transaction of the signature: both are there, or neither is. */
    @EventListener
    void start(ContractSignedInPortal signed) {
        runtime.startProcessInstanceByKey(
                KEY,
                signed.reference(),
                Map.of(
                        ACCOUNT.name(),
                        signed.account(),
                        CONTRACT.name(),
                        signed.contract().value(),
                        SIGNATORY_ASKED.name(),
                        signed.signatoryAsked()));
    }

    /** The contract that this task, of those that the person may see, is about. */
    public ContractId ofTask(String taskId) {
        return Optional.ofNullable(tasks.createTaskQuery()
                        .taskId(taskId)
                        .processDefinitionKey(KEY)
                        .singleResult())
                .map(task -> (Long) tasks.getVariable(task.getId(), CONTRACT.name()))
                .map(ContractId::new)
                .orElseThrow(TaskUnseen::new);
    }

    /** The id of the open task "Sign for the agency", for Tasklist; empty if there is none that the person may see. */
    public Optional<String> taskOf(ContractId contract) {
        return openTask(contract).map(Task::getId);
    }

    /** Ends the task "Sign for the agency". */
    @Transactional
    public void signForTheAgency(ContractId contract) {
        signing.refuseUnlessMaySign(contract);
        var task = openTask(contract).orElseThrow(ContractRefused::taskDone);
        Refusals.asking(() -> tasks.complete(task.getId()), ContractRefused::taskDone);
    }

    private Optional<Task> openTask(ContractId contract) {
        return Optional.ofNullable(tasks.createTaskQuery()
                .processDefinitionKey(KEY)
                .processVariableValueEquals(CONTRACT.name(), contract.value())
                .singleResult());
    }

    static ContractId contract(DelegateExecution execution) {
        return contract((VariableScope) execution);
    }

    static ContractId contract(DelegateTask task) {
        return contract((VariableScope) task);
    }

    private static ContractId contract(VariableScope scope) {
        return new ContractId(CONTRACT.from(scope));
    }
}

package fr.paraphe.proposal.process;

import fr.paraphe.camunda.Instances;
import fr.paraphe.camunda.ProcessVariable;
import fr.paraphe.camunda.Refusals;
import fr.paraphe.camunda.identity.StartableProcess;
import fr.paraphe.proposal.ProposalDeclined;
import fr.paraphe.proposal.ProposalNumber;
import fr.paraphe.proposal.ProposalReaddressed;
import fr.paraphe.proposal.ProposalRefused;
import fr.paraphe.proposal.ProposalSending;
import fr.paraphe.proposal.ProposalSending.NextDate;
import fr.paraphe.proposal.ProposalSigned;
import fr.paraphe.proposal.ProposalWithdrawn;
import fr.paraphe.proposal.Recipient;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The process "Send contract for signature": its key, its variables and its doors. The same checks stand behind these
 * doors and the engine's own REST, as the process's delegates and listeners make them. A proposal's number is the
 * business key; who it is sent to, the engine never knows.
 */
@Component
public class ContractSignatureProcess {

    public static final String KEY = "contract-signature";

    /** The code of the account that sends; by itself the one where the person who starts works. */
    static final ProcessVariable<String> ACCOUNT = ProcessVariable.of("account", String.class);

    /** The id of the template to prepare from. */
    static final ProcessVariable<Number> TEMPLATE = ProcessVariable.of("template", Number.class);

    static final ProcessVariable<Boolean> BOUND = ProcessVariable.of("bound", Boolean.class);
    static final ProcessVariable<Date> NEXT_DATE_AT = ProcessVariable.of("nextDateAt", Date.class);
    static final ProcessVariable<Boolean> LAST_DATE = ProcessVariable.of("lastDate", Boolean.class);

    private static final String CONTRACT_SIGNED = "Contract signed";
    private static final String CONTRACT_DECLINED = "Contract declined";
    private static final String CONTRACT_WITHDRAWN = "Contract withdrawn";
    private static final String RECIPIENT_CORRECTED = "Recipient corrected";

    private final RuntimeService runtime;
    private final Instances instances;
    private final ManagementService management;
    private final ProposalSending sending;

    @Configuration(proxyBeanMethods = false)
    static class Declared {

        @Bean
        StartableProcess startableContractSignature() {
            return new StartableProcess(KEY);
        }
    }

    ContractSignatureProcess(
            RuntimeService runtime, TaskService tasks, ManagementService management, ProposalSending sending) {
        this.runtime = runtime;
        this.instances = new Instances(KEY, runtime, tasks);
        this.management = management;
        this.sending = sending;
    }

    /** Prepares a contract from a template; what comes next is the task "Complete sending". */
    @Transactional
    public ProposalNumber start(String account, long template) {
        try {
            var instance =
                    runtime.startProcessInstanceByKey(KEY, Map.of(ACCOUNT.name(), account, TEMPLATE.name(), template));
            return new ProposalNumber(instance.getBusinessKey());
        } catch (ProcessEngineException e) {
            throw Refusals.in(e).<RuntimeException>map(refusal -> refusal).orElse(e);
        }
    }

    /**
     * Enters what a sending takes and ends the task that asked for it, the first one or the correction. The company
     * name is bound or refused right then.
     */
    @Transactional
    public void complete(ProposalNumber number, Recipient recipient) {
        sending.complete(number, recipient);
        var task = instances.task(number.value()).orElseThrow(ProposalRefused::taskDone);
        instances.complete(task, Map.of(), ProposalRefused::taskDone);
    }

    /** Gives the open task to this person, if it is nobody's. */
    @Transactional
    public void take(ProposalNumber number, String userId) {
        instances.take(number.value(), userId);
    }

    /** The proposal that this task, of those that the person may see, is about. */
    public ProposalNumber ofTask(String taskId) {
        return new ProposalNumber(instances.ofTask(taskId));
    }

    /** The id of the open task, for Tasklist; null if nobody has anything to do. */
    public @Nullable String taskOf(ProposalNumber number) {
        return instances.task(number.value()).map(Task::getId).orElse(null);
    }

    /** The id of the instance, for Cockpit; null once it has ended. */
    public @Nullable String instanceOf(ProposalNumber number) {
        return instances.id(number.value()).orElse(null);
    }

    /** Does at once what the job executor would do after this transaction: for demonstrations. */
    @Transactional
    public void runNow(ProposalNumber number) {
        var due = management
                .createJobQuery()
                .processInstanceId(Objects.requireNonNull(instanceOf(number)))
                .messages();
        for (var jobs = due.list(); !jobs.isEmpty(); jobs = due.list()) {
            jobs.forEach(job -> management.executeJob(job.getId()));
        }
    }

    @EventListener
    void go(ProposalSigned signed) {
        tell(CONTRACT_SIGNED, signed.number());
    }

    @EventListener
    void go(ProposalDeclined declined) {
        tell(CONTRACT_DECLINED, declined.number());
    }

    @EventListener
    void go(ProposalWithdrawn withdrawn) {
        tell(CONTRACT_WITHDRAWN, withdrawn.number());
    }

    @EventListener
    void go(ProposalReaddressed readdressed) {
        tell(RECIPIENT_CORRECTED, readdressed.number());
    }

    private void tell(String message, ProposalNumber number) {
        instances.tell(message, number.value(), ProposalRefused::taskDone);
    }

    static ProposalNumber number(DelegateExecution execution) {
        return new ProposalNumber(execution.getProcessBusinessKey());
    }

    static ProposalNumber number(DelegateTask task) {
        return number(task.getExecution());
    }

    static void plan(NextDate next, DelegateExecution execution) {
        NEXT_DATE_AT.set(execution, Date.from(next.at()));
        LAST_DATE.set(execution, next.last());
    }
}

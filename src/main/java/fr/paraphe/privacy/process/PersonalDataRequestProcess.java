package fr.paraphe.privacy.process;

import fr.paraphe.camunda.Instances;
import fr.paraphe.camunda.ProcessVariable;
import fr.paraphe.camunda.identity.ConfidentialProcess;
import fr.paraphe.privacy.DataRequesting;
import fr.paraphe.privacy.DataRequesting.Answer;
import fr.paraphe.privacy.PrivacyRefused;
import fr.paraphe.privacy.RequestNumber;
import fr.paraphe.privacy.RequestReceived;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The process "Answer a personal data request": its key, its variables and its doors. A request's identity is the
 * business key; whom it is about stands in our own tables alone.
 */
@Component
public class PersonalDataRequestProcess {

    public static final String KEY = "personal-data-request";

    /** The code of the account: whose staff sees the instance. */
    static final ProcessVariable<String> ACCOUNT = ProcessVariable.of("account", String.class);

    static final ProcessVariable<Date> ALERT_AT = ProcessVariable.of("alertAt", Date.class);
    static final ProcessVariable<Date> OVER_AT = ProcessVariable.of("overAt", Date.class);

    /** The name of an {@link Answer}. */
    static final ProcessVariable<String> ANSWER = ProcessVariable.of("answer", String.class);

    /** Why it is refused; reaches the delegates and is stored nowhere in the engine. */
    static final ProcessVariable<String> REASON = ProcessVariable.of("reason", String.class);

    /** Whether the answer is an erasure. */
    static final ProcessVariable<Boolean> ERASE = ProcessVariable.of("erase", Boolean.class);

    private static final String TIME_EXTENDED = "Time extended";

    private final RuntimeService runtime;
    private final Instances instances;
    private final DataRequesting requesting;

    PersonalDataRequestProcess(RuntimeService runtime, TaskService tasks, DataRequesting requesting) {
        this.runtime = runtime;
        this.instances = new Instances(KEY, runtime, tasks);
        this.requesting = requesting;
    }

    @Configuration(proxyBeanMethods = false)
    static class Declared {

        @Bean
        ConfidentialProcess personalDataRequests() {
            return new ConfidentialProcess(KEY);
        }
    }

    @EventListener
    void start(RequestReceived received) {
        runtime.startProcessInstanceByKey(KEY, received.number().value(), Map.of(ACCOUNT.name(), received.account()));
    }

    /** Ends the task "Answer request". */
    @Transactional
    public void answer(RequestNumber number, Answer answer, @Nullable String reason) {
        requesting.one(number);
        var task = instances.task(number.value()).orElseThrow(() -> PrivacyRefused.closed(number.value()));
        var variables = Variables.createVariables()
                .putValue(ANSWER.name(), answer.name())
                .putValueTyped(REASON.name(), Variables.stringValue(reason, true));
        instances.complete(task, variables, () -> PrivacyRefused.closed(number.value()));
    }

    @Transactional
    public void extend(RequestNumber number, @Nullable String because) {
        requesting.extend(number, because);
        instances.tell(TIME_EXTENDED, number.value(), () -> PrivacyRefused.closed(number.value()));
    }

    /** The request that this task, of those that the person may see, is about. */
    public RequestNumber ofTask(String taskId) {
        return new RequestNumber(instances.ofTask(taskId));
    }

    /** The id of the open task, for Tasklist; empty if there is none that the person may see. */
    public Optional<String> taskOf(RequestNumber number) {
        return instances.task(number.value()).map(Task::getId);
    }

    static RequestNumber number(DelegateExecution execution) {
        return new RequestNumber(execution.getProcessBusinessKey());
    }

    static Answer answer(VariableScope scope) {
        return Answer.valueOf(ANSWER.from(scope));
    }
}

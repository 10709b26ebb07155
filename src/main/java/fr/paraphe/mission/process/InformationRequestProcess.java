package fr.paraphe.mission.process;

import fr.paraphe.camunda.Instances;
import fr.paraphe.camunda.ProcessVariable;
import fr.paraphe.mission.MissionRefused;
import fr.paraphe.mission.RequestAnswered;
import fr.paraphe.mission.RequestChecking;
import fr.paraphe.mission.TaskCreated;
import fr.paraphe.mission.TaskNumber;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The process "Ask client": its key, its variables and its doors. A request's identity is the business key; what is
 * asked and answered stands in our own tables alone.
 */
@Component
public class InformationRequestProcess {

    public static final String KEY = "information-request";

    /** The code of the account: whose staff sees the instance. */
    static final ProcessVariable<String> ACCOUNT = ProcessVariable.of("account", String.class);

    /** The login whose task the check is at first; null: anybody's. */
    static final ProcessVariable<String> ASSIGNEE = ProcessVariable.of("assignee", String.class);

    /**
     * The last moment of the due day: known where an instance is started and where the client answers, and stored
     * nowhere but in staff's task.
     */
    static final ProcessVariable<Date> DUE_AT = ProcessVariable.of("dueAt", Date.class);

    static final ProcessVariable<Date> NEXT_REMINDER_AT = ProcessVariable.of("nextReminderAt", Date.class);

    /** The answer of "Check answer": false asks the client again. */
    static final ProcessVariable<Boolean> ACCEPTED = ProcessVariable.of("accepted", Boolean.class);

    /** What is still missing; reaches the listener and is stored nowhere in the engine. */
    static final ProcessVariable<String> REMARK = ProcessVariable.of("remark", String.class);

    private static final String CLIENT_ANSWERED = "Client answered";
    private static final String CLOSING_ASKED = "Closing asked";

    private final RuntimeService runtime;
    private final Instances instances;
    private final RequestChecking checking;
    private final Clock clock;

    InformationRequestProcess(RuntimeService runtime, TaskService tasks, RequestChecking checking, Clock clock) {
        this.runtime = runtime;
        this.instances = new Instances(KEY, runtime, tasks);
        this.checking = checking;
        this.clock = clock;
    }

    @EventListener(condition = "#created.kind.name() == 'REQUEST'")
    void start(TaskCreated created) {
        runtime.startProcessInstanceByKey(KEY, created.number().value(), variables(created, clock.getZone()));
    }

    static VariableMap variables(TaskCreated created, ZoneId zone) {
        var variables = due(created.dueOn(), zone);
        variables.put(ACCOUNT.name(), created.account());
        variables.put(ASSIGNEE.name(), created.assignee());
        return variables;
    }

    /** The last moment of the due day. */
    private static VariableMap due(LocalDate day, ZoneId zone) {
        var lastMoment = day.atTime(LocalTime.MAX).atZone(zone).toInstant();
        return Variables.createVariables()
                .putValueTyped(DUE_AT.name(), Variables.dateValue(Date.from(lastMoment), true));
    }

    @EventListener
    void answered(RequestAnswered answered) {
        var due = due(answered.dueOn(), clock.getZone());
        instances.tell(CLIENT_ANSWERED, answered.number().value(), due, MissionRefused::taskDone);
    }

    /** Gives the request up: the client can no longer answer. */
    @Transactional
    public void close(TaskNumber number) {
        checking.refuseUnlessOpen(number);
        instances.tell(CLOSING_ASKED, number.value(), MissionRefused::taskDone);
    }

    /**
     * Ends the task "Check answer".
     *
     * @param remark what is still missing, if it is not accepted
     */
    @Transactional
    public void decide(TaskNumber number, boolean accepted, @Nullable String remark) {
        checking.refuseUnlessAnswered(number);
        var task = instances.task(number.value()).orElseThrow(MissionRefused::taskDone);
        var variables = Variables.createVariables()
                .putValue(ACCEPTED.name(), accepted)
                .putValueTyped(REMARK.name(), Variables.stringValue(remark, true));
        instances.complete(task, variables, MissionRefused::taskDone);
    }

    /** The request that this task, of those that the person may see, is about. */
    public TaskNumber ofTask(String taskId) {
        return new TaskNumber(instances.ofTask(taskId));
    }

    /** The id of the open task "Check answer", for Tasklist; empty if there is none that the person may see. */
    public Optional<String> taskOf(TaskNumber number) {
        return instances.task(number.value()).map(Task::getId);
    }

    /** The id of the instance, for Cockpit; empty once it has ended. */
    public Optional<String> instanceOf(TaskNumber number) {
        return instances.id(number.value());
    }

    static TaskNumber number(DelegateExecution execution) {
        return new TaskNumber(execution.getProcessBusinessKey());
    }
}

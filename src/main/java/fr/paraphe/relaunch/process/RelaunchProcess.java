package fr.paraphe.relaunch.process;

import fr.paraphe.camunda.Instances;
import fr.paraphe.camunda.ProcessVariable;
import fr.paraphe.camunda.Refusals;
import fr.paraphe.camunda.identity.StartableProcess;
import fr.paraphe.message.Channel;
import fr.paraphe.relaunch.RelaunchConfirming;
import fr.paraphe.relaunch.RelaunchNumber;
import fr.paraphe.relaunch.RelaunchOpening;
import fr.paraphe.relaunch.RelaunchReading;
import fr.paraphe.relaunch.RelaunchRefused;
import fr.paraphe.relaunch.RelaunchRequest;
import fr.paraphe.relaunch.RelaunchSending;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.LinkedMultiValueMap;

/**
 * The process "Relaunch unsigned contracts": its key, its variables and its doors. The same checks stand behind these
 * doors and the engine's own REST, as the process's delegates and listeners make them.
 *
 * <p>A run's identity is the business key, which no variable can change.
 */
@Component
public class RelaunchProcess {

    public static final String KEY = "relaunch";

    /** The start variables that are the contracts page's parameters; of several kinds, separated by commas. */
    static final List<ProcessVariable<String>> FILTER = Stream.of(
                    "account", "type", "kind", "client", "from", "to", "age", "overdue", "text")
            .map(name -> ProcessVariable.of(name, String.class))
            .toList();

    /** SMS or MAIL; at the start, or when the employees are selected. */
    static final ProcessVariable<String> CHANNEL = ProcessVariable.of("channel", String.class);

    static final ProcessVariable<String> IDEMPOTENCY_KEY = ProcessVariable.of("idempotencyKey", String.class);

    /** The answer of "Review recipients": true goes on to the preview, false goes back to the selection. */
    static final ProcessVariable<Boolean> REVIEWED = ProcessVariable.of("reviewed", Boolean.class);

    /** The answer of "Confirm sending": true sends, false goes back to the review. */
    static final ProcessVariable<Boolean> CONFIRMED = ProcessVariable.of("confirmed", Boolean.class);

    /** Which preview was confirmed. */
    static final ProcessVariable<Integer> PREVIEW_VERSION = ProcessVariable.of("previewVersion", Integer.class);

    /** The answer of "Read outcome": true tries the failures again, false closes the run. */
    static final ProcessVariable<Boolean> RETRY = ProcessVariable.of("retry", Boolean.class);

    static final ProcessVariable<Integer> SENDERS = ProcessVariable.of("senders", Integer.class);
    static final ProcessVariable<String> LEFT = ProcessVariable.of("left", String.class);
    static final ProcessVariable<Date> NEXT_ATTEMPT_AT = ProcessVariable.of("nextAttemptAt", Date.class);

    private static final String RELAUNCH_CANCELLED = "Relaunch cancelled";
    private static final String SENDING_RESUMED = "Sending resumed";
    private static final String NEXT_ATTEMPT_DUE = "NextAttemptDue";

    /** May be a person's name: it reaches the first delegates and is stored nowhere in the engine. */
    private static final String TEXT = "text";

    private final RuntimeService runtime;
    private final ManagementService management;
    private final Instances instances;
    private final RelaunchOpening opening;
    private final RelaunchConfirming confirming;
    private final RelaunchSending sending;
    private final RelaunchReading reading;

    @Configuration(proxyBeanMethods = false)
    static class Declared {

        @Bean
        StartableProcess startableRelaunch() {
            return new StartableProcess(KEY);
        }
    }

    RelaunchProcess(
            RuntimeService runtime,
            ManagementService management,
            TaskService tasks,
            RelaunchOpening opening,
            RelaunchConfirming confirming,
            RelaunchSending sending,
            RelaunchReading reading) {
        this.runtime = runtime;
        this.management = management;
        this.instances = new Instances(KEY, runtime, tasks);
        this.opening = opening;
        this.confirming = confirming;
        this.sending = sending;
        this.reading = reading;
    }

    /**
     * A run that was started, or had been started before by the same request.
     *
     * @param isNew whether it was started just now
     */
    public record Started(RelaunchNumber number, boolean isNew) {}

    /** Starts a run, or finds the one that this very request has started before. */
    @Transactional
    public Started start(RelaunchRequest request) {
        return opening.startedBefore(request)
                .map(number -> new Started(number, false))
                .orElseGet(() -> new Started(startNew(request), true));
    }

    private RelaunchNumber startNew(RelaunchRequest request) {
        var variables = new HashMap<String, Object>();
        request.filter().forEach((name, values) -> {
            var value = String.join(",", values);
            variables.put(name, Variables.stringValue(value, name.equals(TEXT)));
        });
        if (request.channel() != null) {
            variables.put(CHANNEL.name(), request.channel().name());
        }
        if (request.idempotencyKey() != null) {
            variables.put(IDEMPOTENCY_KEY.name(), request.idempotencyKey());
        }
        return number(runtime.startProcessInstanceByKey(KEY, variables));
    }

    /** Ends the task "Select employees and channel". */
    @Transactional
    public void select(RelaunchNumber number, @Nullable Channel channel) {
        complete(number, RelaunchTask.SELECTION, channel == null ? Map.of() : Map.of(CHANNEL.name(), channel.name()));
    }

    /** Ends the task "Review recipients": on to the preview. */
    @Transactional
    public void endReview(RelaunchNumber number) {
        complete(number, RelaunchTask.REVIEW, Map.of(REVIEWED.name(), true));
    }

    /** Ends the task "Review recipients": back to the selection. */
    @Transactional
    public void selectAgain(RelaunchNumber number) {
        complete(number, RelaunchTask.REVIEW, Map.of(REVIEWED.name(), false));
    }

    /** Ends the task "Confirm sending"; confirming the same preview again changes nothing. */
    @Transactional
    public void confirm(RelaunchNumber number, int previewVersion) {
        if (!confirming.isConfirmed(number, previewVersion)) {
            complete(
                    number,
                    RelaunchTask.CONFIRMATION,
                    Map.of(CONFIRMED.name(), true, PREVIEW_VERSION.name(), previewVersion));
        }
    }

    /** Ends the task "Confirm sending" without sending: back to the review. */
    @Transactional
    public void reviewAgain(RelaunchNumber number) {
        complete(number, RelaunchTask.CONFIRMATION, Map.of(CONFIRMED.name(), false));
    }

    /** Gives the run up before anything has left. */
    @Transactional
    public void cancel(RelaunchNumber number) {
        var status = reading.status(number);
        if (waitingFor(RELAUNCH_CANCELLED, number) == 0) {
            throw RelaunchRefused.anotherStep(number, status);
        }
        tell(RELAUNCH_CANCELLED, number);
    }

    @Transactional
    public void pause(RelaunchNumber number) {
        sending.pause(number);
    }

    @Transactional
    public void resume(RelaunchNumber number) {
        sending.resume(number);
        tell(SENDING_RESUMED, number);
    }

    @Transactional
    public void stop(RelaunchNumber number) {
        sending.stop(number);
        tell(SENDING_RESUMED, number);
        hurry(number);
    }

    /** Lets senders that wait for the next attempt, which may be days away, look at once. */
    private void hurry(RelaunchNumber number) {
        instances
                .id(number.value())
                .ifPresent(instance -> Refusals.asking(
                        () -> management
                                .createJobQuery()
                                .processInstanceId(instance)
                                .activityId(NEXT_ATTEMPT_DUE)
                                .list()
                                .forEach(wait -> management.setJobDuedate(wait.getId(), null)),
                        () -> RelaunchRefused.changedMeanwhile(number)));
    }

    /** Ends the task "Read outcome": tries the failures again, or closes the run. */
    @Transactional
    public void conclude(RelaunchNumber number, boolean retry) {
        complete(number, RelaunchTask.OUTCOME, Map.of(RETRY.name(), retry));
    }

    /** Gives the run's next task to this person, if it is nobody's. */
    @Transactional
    public void take(RelaunchNumber number, String userId) {
        instances.take(number.value(), userId);
    }

    /** The run that this task, of those that the person may see, is a step of. */
    public RelaunchNumber ofTask(String taskId) {
        return new RelaunchNumber(instances.ofTask(taskId));
    }

    /**
     * Where a run is in the engine.
     *
     * @param task what a person must do next; null: nothing, now
     * @param taskId the same, for Tasklist
     * @param blocked whether Cockpit shows an incident
     */
    public record Position(
            String processInstanceId,
            @Nullable RelaunchTask task,
            @Nullable String taskId,
            boolean blocked) {}

    /** Empty once the run's process has ended. */
    public Optional<Position> position(RelaunchNumber number) {
        return instances
                .position(number.value())
                .map(at -> new Position(
                        at.processInstanceId(),
                        at.task() == null ? null : RelaunchTask.of(at.task()),
                        at.taskId(),
                        at.blocked()));
    }

    private void complete(RelaunchNumber number, RelaunchTask step, Map<String, Object> variables) {
        var status = reading.status(number);
        var task = instances
                .task(number.value(), step.key())
                .orElseThrow(() -> RelaunchRefused.anotherStep(number, status));
        instances.complete(task, variables, () -> RelaunchRefused.changedMeanwhile(number));
    }

    private long waitingFor(String message, RelaunchNumber number) {
        return runtime.createExecutionQuery()
                .processDefinitionKey(KEY)
                .processInstanceBusinessKey(number.value())
                .messageEventSubscriptionName(message)
                .count();
    }

    private void tell(String message, RelaunchNumber number) {
        instances.tellIfWaiting(message, number.value(), () -> RelaunchRefused.changedMeanwhile(number));
    }

    static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    static RelaunchNumber number(DelegateExecution execution) {
        return new RelaunchNumber(execution.getProcessBusinessKey());
    }

    static RelaunchNumber number(DelegateTask task) {
        return number(task.getExecution());
    }

    private static RelaunchNumber number(ProcessInstance instance) {
        return new RelaunchNumber(instance.getBusinessKey());
    }

    /** What the start variables ask for. */
    static RelaunchRequest request(VariableScope start) {
        var filter = new LinkedMultiValueMap<String, String>();
        for (var variable : FILTER) {
            var value = variable.orNull(start);
            if (value != null) {
                filter.addAll(variable.name(), values(variable.name(), value));
            }
        }
        return new RelaunchRequest(filter, channel(start), IDEMPOTENCY_KEY.orNull(start));
    }

    private static List<String> values(String name, String value) {
        return name.equals("kind") ? Arrays.asList(value.split(",")) : List.of(value);
    }

    /** @return null if none was named */
    static @Nullable Channel channel(VariableScope scope) {
        var name = CHANNEL.orNull(scope);
        return name == null || name.isBlank()
                ? null
                : Stream.of(Channel.values())
                        .filter(channel -> channel.name().equals(name))
                        .findFirst()
                        .orElseThrow(RelaunchRefused::channelUnknown);
    }
}

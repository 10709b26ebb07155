package fr.paraphe.camunda;

import fr.paraphe.problem.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one process that have not ended, by their business key, as far as the person at work sees them: what
 * the doors of every process ask of the engine. Refusals come back as what they were; what somebody else did at the
 * same moment, as the refusal that the door names.
 */
public final class Instances {

    private final String process;
    private final RuntimeService runtime;
    private final TaskService tasks;

    /** @param process its key */
    public Instances(String process, RuntimeService runtime, TaskService tasks) {
        this.process = process;
        this.runtime = runtime;
        this.tasks = tasks;
    }

    /**
     * Where an instance is.
     *
     * @param task what a person must do next, as the diagram's id; null: nothing, now
     * @param taskId the same, for Tasklist
     * @param blocked whether Cockpit shows an incident
     */
    public record Position(
            String processInstanceId,
            @Nullable String task,
            @Nullable String taskId,
            boolean blocked) {}

    public Optional<Position> position(String number) {
        return one(number).map(this::position);
    }

    private Position position(ProcessInstance instance) {
        var task = tasks.createTaskQuery().processInstanceId(instance.getId()).singleResult();
        var incidents = runtime.createIncidentQuery()
                .processInstanceId(instance.getId())
                .count();
        return new Position(
                instance.getId(),
                task == null ? null : task.getTaskDefinitionKey(),
                task == null ? null : task.getId(),
                incidents > 0);
    }

    /** The instance's id, for Cockpit. */
    public Optional<String> id(String number) {
        return one(number).map(ProcessInstance::getId);
    }

    private Optional<ProcessInstance> one(String number) {
        return Optional.ofNullable(runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number, process)
                .singleResult());
    }

    /** What a person must do next. */
    public Optional<Task> task(String number) {
        return Optional.ofNullable(open(number).singleResult());
    }

    /** @param task the diagram's id of the one that is meant: another one is none */
    public Optional<Task> task(String number, String task) {
        return Optional.ofNullable(open(number).taskDefinitionKey(task).singleResult());
    }

    /** Gives the open task to this person, if it is nobody's: in Tasklist only its owner fills in a form. */
    public void take(String number, String userId) {
        var task = open(number).taskUnassigned().singleResult();
        if (task != null) {
            tasks.claim(task.getId(), userId);
        }
    }

    private TaskQuery open(String number) {
        return tasks.createTaskQuery().processDefinitionKey(process).processInstanceBusinessKey(number);
    }

    /**
     * The business key of the instance that this task is a step of.
     *
     * @throws TaskUnseen if the person sees no such task
     */
    public String ofTask(String taskId) {
        return Optional.ofNullable(tasks.createTaskQuery()
                        .taskId(taskId)
                        .processDefinitionKey(process)
                        .singleResult())
                .map(task -> runtime.createProcessInstanceQuery()
                        .processInstanceId(task.getProcessInstanceId())
                        .singleResult())
                .map(ProcessInstance::getBusinessKey)
                .orElseThrow(TaskUnseen::new);
    }

    /** Ends a task. */
    public void complete(Task task, Map<String, Object> variables, Supplier<? extends Refusal> race) {
        Refusals.asking(() -> tasks.complete(task.getId(), variables), race);
    }

    /** Tells the instance that waits for this message; if it does not, it has gone on meanwhile. */
    public void tell(String message, String number, Supplier<? extends Refusal> race) {
        tell(message, number, Map.of(), race);
    }

    public void tell(String message, String number, Map<String, Object> variables, Supplier<? extends Refusal> race) {
        Refusals.asking(() -> about(message, number).setVariables(variables).correlateWithResult(), race);
    }

    /** Tells the instance if it waits for this message. */
    public void tellIfWaiting(String message, String number, Supplier<? extends Refusal> race) {
        Refusals.asking(() -> about(message, number).correlateAll(), race);
    }

    private MessageCorrelationBuilder about(String message, String number) {
        return runtime.createMessageCorrelation(message).processInstanceBusinessKey(number);
    }
}

package fr.paraphe.mission.process;

import fr.paraphe.camunda.Instances;
import fr.paraphe.mission.ItemKind;
import fr.paraphe.mission.MissionRefused;
import fr.paraphe.mission.RequestChecking;
import fr.paraphe.mission.TaskCreated;
import fr.paraphe.mission.TaskNumber;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The process "Do internal task": its key and its doors. A task's identity is the business key. */
@Component
public class InternalTaskProcess {

    public static final String KEY = "internal-task";

    private final RuntimeService runtime;
    private final RequestChecking checking;
    private final Instances instances;
    private final Clock clock;

    InternalTaskProcess(RuntimeService runtime, TaskService tasks, RequestChecking checking, Clock clock) {
        this.runtime = runtime;
        this.checking = checking;
        this.instances = new Instances(KEY, runtime, tasks);
        this.clock = clock;
    }

    @EventListener(condition = "#created.kind.name() == 'TASK'")
    void start(TaskCreated created) {
        var variables = InformationRequestProcess.variables(created, clock.getZone());
        runtime.startProcessInstanceByKey(KEY, created.number().value(), variables);
    }

    /** Ends the task "Do task". */
    @Transactional
    public void complete(TaskNumber number) {
        checking.refuseUnlessMayChange(number, ItemKind.TASK);
        var task = instances.task(number.value()).orElseThrow(MissionRefused::taskDone);
        instances.complete(task, Map.of(), MissionRefused::taskDone);
    }

    /** The task that this task of the engine, of those that the person may see, is about. */
    public TaskNumber ofTask(String taskId) {
        return new TaskNumber(instances.ofTask(taskId));
    }

    /** The id of the open task, for Tasklist; empty if there is none that the person may see. */
    public Optional<String> taskOf(TaskNumber number) {
        return instances.task(number.value()).map(Task::getId);
    }

    /** The id of the instance, for Cockpit; empty once it has ended. */
    public Optional<String> instanceOf(TaskNumber number) {
        return instances.id(number.value());
    }
}

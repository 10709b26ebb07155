package fr.paraphe.mission.process;

import fr.paraphe.camunda.Refusals;
import fr.paraphe.mission.MissionRefused;
import fr.paraphe.mission.TaskCreated;
import fr.paraphe.mission.TaskNumber;
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
    private final TaskService tasks;

    InternalTaskProcess(RuntimeService runtime, TaskService tasks) {
        this.runtime = runtime;
        this.tasks = tasks;
    }

    @EventListener(condition = "#created.kind.name() == 'TASK'")
    void start(TaskCreated created) {
        InformationRequestProcess.start(runtime, KEY, created);
    }

    /** Ends the task "Do task". */
    @Transactional
    public void complete(TaskNumber number) {
        var task = openTask(number).orElseThrow(MissionRefused::taskDone);
        Refusals.asking(() -> tasks.complete(task.getId()), MissionRefused::taskDone);
    }

    /** The task that this task of the engine, of those that the person may see, is about. */
    public TaskNumber ofTask(String taskId) {
        return InformationRequestProcess.ofTask(tasks, runtime, taskId, KEY);
    }

    /** The id of the open task, for Tasklist; empty if there is none that the person may see. */
    public Optional<String> taskOf(TaskNumber number) {
        return openTask(number).map(Task::getId);
    }

    private Optional<Task> openTask(TaskNumber number) {
        return Optional.ofNullable(tasks.createTaskQuery()
                .processDefinitionKey(KEY)
                .processInstanceBusinessKey(number.value())
                .singleResult());
    }
}

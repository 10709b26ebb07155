package fr.paraphe.relaunch.process;

import fr.paraphe.relaunch.RelaunchSelecting;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Ends the task "Select employees and channel": refused without a ticked contract or a channel. */
@Component
class SelectEmployeesAndChannel implements TaskListener {

    private final RelaunchSelecting selecting;

    SelectEmployeesAndChannel(RelaunchSelecting selecting) {
        this.selecting = selecting;
    }

    @Override
    public void notify(DelegateTask task) {
        selecting.choose(RelaunchProcess.number(task), RelaunchProcess.channel(task));
    }
}

package fr.paraphe.relaunch.process;

import fr.paraphe.relaunch.RelaunchConfirming;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Ends the task "Confirm sending": refused without an answer, or about another preview than the present one. */
@Component
class ConfirmSending implements TaskListener {

    private final RelaunchConfirming confirming;

    ConfirmSending(RelaunchConfirming confirming) {
        this.confirming = confirming;
    }

    @Override
    public void notify(DelegateTask task) {
        confirming.decide(
                RelaunchProcess.number(task),
                RelaunchProcess.CONFIRMED.from(task),
                RelaunchProcess.PREVIEW_VERSION.orNull(task));
    }
}

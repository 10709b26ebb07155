package fr.paraphe.relaunch.process;

import fr.paraphe.relaunch.RelaunchConfirming;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Cancel relaunch": nothing has left and nothing will. */
@Component
class CancelRelaunch implements JavaDelegate {

    private final RelaunchConfirming confirming;

    CancelRelaunch(RelaunchConfirming confirming) {
        this.confirming = confirming;
    }

    @Override
    public void execute(DelegateExecution execution) {
        confirming.cancel(RelaunchProcess.number(execution));
    }
}

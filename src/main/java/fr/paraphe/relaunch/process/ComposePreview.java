package fr.paraphe.relaunch.process;

import fr.paraphe.relaunch.RelaunchConfirming;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Compose preview": what will be sent, exactly. Whatever was answered about an earlier one no longer counts. */
@Component
class ComposePreview implements JavaDelegate {

    private final RelaunchConfirming confirming;

    ComposePreview(RelaunchConfirming confirming) {
        this.confirming = confirming;
    }

    @Override
    public void execute(DelegateExecution execution) {
        confirming.compose(RelaunchProcess.number(execution));
        RelaunchProcess.CONFIRMED.set(execution, null);
        RelaunchProcess.PREVIEW_VERSION.set(execution, null);
    }
}

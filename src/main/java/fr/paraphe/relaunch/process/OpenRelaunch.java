package fr.paraphe.relaunch.process;

import fr.paraphe.relaunch.RelaunchOpening;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Open relaunch": checks what the start variables ask for and gives the run its number. */
@Component
class OpenRelaunch implements JavaDelegate {

    private final RelaunchOpening opening;

    OpenRelaunch(RelaunchOpening opening) {
        this.opening = opening;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var number = opening.open(RelaunchProcess.request(execution));
        execution.setProcessBusinessKey(number.value());
    }
}

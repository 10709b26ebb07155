package fr.paraphe.relaunch.process;

import fr.paraphe.relaunch.RelaunchOpening;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Select unsigned contracts": all that the filter finds, or no run at all. */
@Component
class SelectUnsignedContracts implements JavaDelegate {

    private final RelaunchOpening opening;

    SelectUnsignedContracts(RelaunchOpening opening) {
        this.opening = opening;
    }

    @Override
    public void execute(DelegateExecution execution) {
        opening.selectContracts(RelaunchProcess.number(execution));
    }
}

package fr.paraphe.contract.process;

import fr.paraphe.contract.SynchronisationOpening;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Open synchronisation": gives the run its number. */
@Component
class OpenSynchronisation implements JavaDelegate {

    private final SynchronisationOpening opening;

    OpenSynchronisation(SynchronisationOpening opening) {
        this.opening = opening;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var number = opening.open(SynchronisationProcess.isStartingOver(execution));
        execution.setProcessBusinessKey(number.value());
    }
}

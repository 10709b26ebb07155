package fr.paraphe.contract.process;

import fr.paraphe.contract.SynchronisationOpening;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Close synchronisation". */
@Component
class CloseSynchronisation implements JavaDelegate {

    private final SynchronisationOpening opening;

    CloseSynchronisation(SynchronisationOpening opening) {
        this.opening = opening;
    }

    @Override
    public void execute(DelegateExecution execution) {
        opening.close(SynchronisationProcess.number(execution));
    }
}

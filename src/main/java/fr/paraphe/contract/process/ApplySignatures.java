package fr.paraphe.contract.process;

import fr.paraphe.contract.SignatureApplying;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Apply signatures": signs the contracts of the page that was kept. */
@Component
class ApplySignatures implements JavaDelegate {

    private final SignatureApplying applying;

    ApplySignatures(SignatureApplying applying) {
        this.applying = applying;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SynchronisationProcess.MORE.set(execution, applying.apply(SynchronisationProcess.number(execution)));
    }
}

package fr.paraphe.contract.process;

import fr.paraphe.contract.AgencySigning;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Ends the task "Sign for the agency": refused to whoever is no signatory, by whichever door. */
@Component
class SignForTheAgency implements TaskListener {

    private final AgencySigning signing;

    SignForTheAgency(AgencySigning signing) {
        this.signing = signing;
    }

    @Override
    public void notify(DelegateTask task) {
        signing.sign(ContractCompletionProcess.contract(task));
    }
}

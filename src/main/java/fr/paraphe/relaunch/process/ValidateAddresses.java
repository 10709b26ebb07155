package fr.paraphe.relaunch.process;

import fr.paraphe.relaunch.RelaunchReviewing;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Validate addresses": one recipient for each person, with an address or the reason why there is none. */
@Component
class ValidateAddresses implements JavaDelegate {

    private final RelaunchReviewing reviewing;

    ValidateAddresses(RelaunchReviewing reviewing) {
        this.reviewing = reviewing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        reviewing.validateAddresses(RelaunchProcess.number(execution));
    }
}

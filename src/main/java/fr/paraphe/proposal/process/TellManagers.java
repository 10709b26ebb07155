package fr.paraphe.proposal.process;

import fr.paraphe.proposal.StaffTelling;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Tell managers": a mail to each of the account's managers about a contract that was declined. */
@Component
class TellManagers implements JavaDelegate {

    private final StaffTelling telling;

    TellManagers(StaffTelling telling) {
        this.telling = telling;
    }

    @Override
    public void execute(DelegateExecution execution) {
        telling.tellManagers(ContractSignatureProcess.number(execution));
    }
}

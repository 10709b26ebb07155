package fr.paraphe.proposal.process;

import fr.paraphe.proposal.StaffTelling;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Notify signatories": a mail to each of the account's signatories, once. */
@Component
class NotifySignatories implements JavaDelegate {

    private final StaffTelling telling;

    NotifySignatories(StaffTelling telling) {
        this.telling = telling;
    }

    @Override
    public void execute(DelegateExecution execution) {
        telling.tellSignatories(ContractSignatureProcess.number(execution));
    }
}

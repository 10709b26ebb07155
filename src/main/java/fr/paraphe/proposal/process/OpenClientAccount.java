package fr.paraphe.proposal.process;

import fr.paraphe.proposal.ProposalSending;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Open client account": the client is a partner of the account, with a space in the portal. */
@Component
class OpenClientAccount implements JavaDelegate {

    private final ProposalSending sending;

    OpenClientAccount(ProposalSending sending) {
        this.sending = sending;
    }

    @Override
    public void execute(DelegateExecution execution) {
        sending.openAccount(ContractSignatureProcess.number(execution));
    }
}

package fr.paraphe.proposal.process;

import fr.paraphe.proposal.ProposalSending;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Bind company": the address stands for the company name from now on, or the recipient is to be corrected. */
@Component
class BindCompany implements JavaDelegate {

    private final ProposalSending sending;

    BindCompany(ProposalSending sending) {
        this.sending = sending;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ContractSignatureProcess.BOUND.set(execution, sending.bind(ContractSignatureProcess.number(execution)));
    }
}

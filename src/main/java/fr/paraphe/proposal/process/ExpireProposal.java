package fr.paraphe.proposal.process;

import fr.paraphe.proposal.ProposalSending;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Expire proposal": nobody signed in time. */
@Component
class ExpireProposal implements JavaDelegate {

    private final ProposalSending sending;

    ExpireProposal(ProposalSending sending) {
        this.sending = sending;
    }

    @Override
    public void execute(DelegateExecution execution) {
        sending.expire(ContractSignatureProcess.number(execution));
    }
}

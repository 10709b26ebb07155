package fr.paraphe.proposal.process;

import fr.paraphe.proposal.ProposalSending;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Send proposal": freezes the contract and queues the mail that leads to it. */
@Component
class SendProposal implements JavaDelegate {

    private final ProposalSending sending;

    SendProposal(ProposalSending sending) {
        this.sending = sending;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var number = ContractSignatureProcess.number(execution);
        sending.send(number);
        ContractSignatureProcess.plan(sending.nextDate(number), execution);
    }
}

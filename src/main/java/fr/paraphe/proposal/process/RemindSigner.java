package fr.paraphe.proposal.process;

import fr.paraphe.proposal.ProposalSending;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Remind signer": a follow-up, with a link of its own. */
@Component
class RemindSigner implements JavaDelegate {

    private final ProposalSending sending;

    RemindSigner(ProposalSending sending) {
        this.sending = sending;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var number = ContractSignatureProcess.number(execution);
        sending.remind(number);
        ContractSignatureProcess.plan(sending.nextDate(number), execution);
    }
}

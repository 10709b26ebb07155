package fr.paraphe.proposal.process;

import fr.paraphe.proposal.ProposalSending;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Ends the task "Complete sending": by whichever door, only once all that a sending takes is there. */
@Component
class CompleteSending implements TaskListener {

    private final ProposalSending sending;

    CompleteSending(ProposalSending sending) {
        this.sending = sending;
    }

    @Override
    public void notify(DelegateTask task) {
        sending.mustBeComplete(ContractSignatureProcess.number(task));
    }
}

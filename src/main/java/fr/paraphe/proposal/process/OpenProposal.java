package fr.paraphe.proposal.process;

import fr.paraphe.proposal.ProposalPreparing;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Task "Open proposal": prepares a contract from the template that the start variables name, and gives it its number.
 */
@Component
class OpenProposal implements JavaDelegate {

    private final ProposalPreparing preparing;

    OpenProposal(ProposalPreparing preparing) {
        this.preparing = preparing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var number = preparing.prepare(
                ContractSignatureProcess.ACCOUNT.orNull(execution),
                ContractSignatureProcess.TEMPLATE.from(execution).longValue());
        execution.setProcessBusinessKey(number.value());
    }
}

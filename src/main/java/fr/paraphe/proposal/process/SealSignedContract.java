package fr.paraphe.proposal.process;

import fr.paraphe.proposal.ProposalSealing;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Seal signed contract": the contract with its evidence, and the audit trail, in one transaction. */
@Component
class SealSignedContract implements JavaDelegate {

    private final ProposalSealing sealing;

    SealSignedContract(ProposalSealing sealing) {
        this.sealing = sealing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        sealing.seal(ContractSignatureProcess.number(execution));
    }
}

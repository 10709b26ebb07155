package fr.paraphe.contract.process;

import fr.paraphe.contract.ContractSealing;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Seal contract": its document, the proof page and the seal, in one transaction. */
@Component
class SealContract implements JavaDelegate {

    private final ContractSealing sealing;

    SealContract(ContractSealing sealing) {
        this.sealing = sealing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        sealing.seal(ContractCompletionProcess.contract(execution));
    }
}

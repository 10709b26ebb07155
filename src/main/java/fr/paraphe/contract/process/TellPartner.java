package fr.paraphe.contract.process;

import fr.paraphe.contract.CompletionTelling;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Tell partner": a mail that says where the sealed document is. */
@Component
class TellPartner implements JavaDelegate {

    private final CompletionTelling telling;

    TellPartner(CompletionTelling telling) {
        this.telling = telling;
    }

    @Override
    public void execute(DelegateExecution execution) {
        telling.tell(ContractCompletionProcess.contract(execution));
    }
}

package fr.paraphe.contract.process;

import fr.paraphe.contract.SignatureFetching;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Fetch signatures": one page, kept with the cursor behind it. */
@Component
class FetchSignatures implements JavaDelegate {

    private final SignatureFetching fetching;

    FetchSignatures(SignatureFetching fetching) {
        this.fetching = fetching;
    }

    @Override
    public void execute(DelegateExecution execution) {
        fetching.fetch(SynchronisationProcess.number(execution));
    }
}

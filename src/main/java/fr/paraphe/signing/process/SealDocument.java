package fr.paraphe.signing.process;

import fr.paraphe.signing.DocumentSealing;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Seal document": its pages, the proof page and the seal, in one transaction. */
@Component
class SealDocument implements JavaDelegate {

    private final DocumentSealing sealing;

    SealDocument(DocumentSealing sealing) {
        this.sealing = sealing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        sealing.seal(DocumentSealingProcess.document(execution));
    }
}

package fr.paraphe.signing.process;

import fr.paraphe.camunda.ProcessVariable;
import fr.paraphe.signing.DocumentSignedAlone;
import fr.paraphe.vault.DocumentId;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The process "Seal a signed document", which a partner's signature in the portal starts: its key, its variables and
 * its doors.
 */
@Component
class DocumentSealingProcess {

    static final String KEY = "document-sealing";

    /** The code of the document's account: whose staff sees the instance. */
    static final ProcessVariable<String> ACCOUNT = ProcessVariable.of("account", String.class);

    static final ProcessVariable<Long> DOCUMENT = ProcessVariable.of("document", Long.class);

    private final RuntimeService runtime;

    DocumentSealingProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    /** In the transaction of the signature: both are there, or neither is. */
    @EventListener
    void start(DocumentSignedAlone signed) {
        var document = signed.document().value();
        runtime.startProcessInstanceByKey(
                KEY, "document " + document, Map.of(ACCOUNT.name(), signed.account(), DOCUMENT.name(), document));
    }

    static DocumentId document(DelegateExecution execution) {
        return new DocumentId(DOCUMENT.from(execution));
    }
}

package fr.paraphe.vault;

import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of a signature that a document asks for. */
@Service
public class DocumentSigning {

    private final Documents documents;

    DocumentSigning(Documents documents) {
        this.documents = documents;
    }

    /**
     * Its partner signed it. Said again, it changes nothing.
     *
     * @throws VaultRefused if the document asks for no signature
     */
    @Transactional
    public void signed(DocumentId document) {
        settle(document, SignatureState.SIGNED);
    }

    /**
     * It was settled otherwise, as on paper or in the agency: its partner is asked no more. Said again, it
     * changes nothing.
     *
     * @throws VaultRefused if the document asks for no signature
     */
    @Transactional
    public void askNoMore(DocumentId document) {
        settle(document, SignatureState.NOT_ASKED_ANYMORE);
    }

    /**
     * Settles the documents of a query that still ask for a signature, however many they are.
     *
     * @param chosenSql selects account_id and origin
     * @param params its named parameters; {@code state} and {@code now} are taken
     * @return how many asked
     */
    @Transactional
    public int settleAll(String chosenSql, Map<String, ?> params, SignatureState state) {
        return documents.settleAll(chosenSql, params, state);
    }

    private void settle(DocumentId id, SignatureState state) {
        if (!documents.settle(id, state)) {
            var document = documents.find(id).orElseThrow(VaultRefused::unknown);
            if (document.signature() != state) {
                throw VaultRefused.notToSign();
            }
        }
    }
}

package fr.paraphe.vault;

import fr.paraphe.partner.PartnerId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of a signature that a document asks for. */
@Service
public class DocumentSigning {

    private final Documents documents;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DocumentSigning(Documents documents, ApplicationEventPublisher events, Clock clock) {
        this.documents = documents;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The document, to be signed: nobody else signs or settles it until the transaction ends.
     *
     * @throws VaultRefused if these partners have no such document, it is signed already or asks for no signature
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public VaultDocument toSign(DocumentId id, Collection<PartnerId> partners) {
        var document = documents
                .findToChange(id)
                .filter(found -> partners.contains(found.partner()))
                .orElseThrow(VaultRefused::unknown);
        return switch (document.signature()) {
            case ASKED -> document;
            case SIGNED -> throw VaultRefused.signed();
            case NONE, NOT_ASKED_ANYMORE -> throw VaultRefused.notToSign();
        };
    }

    /**
     * Its partner signed it. Said again, it changes nothing. Tells {@link DocumentSigned}.
     *
     * @throws VaultRefused if the document asks for no signature
     */
    @Transactional
    public void signed(DocumentId id, Instant at) {
        if (settle(id, SignatureState.SIGNED, at)) {
            var document = documents.find(id).orElseThrow(VaultRefused::unknown);
            events.publishEvent(new DocumentSigned(document.account(), document.partner(), id, document.origin(), at));
        }
    }

    /**
     * It was settled otherwise, as on paper or in the agency: its partner is asked no more. Said again, it
     * changes nothing.
     *
     * @throws VaultRefused if the document asks for no signature
     */
    @Transactional
    public void askNoMore(DocumentId document) {
        settle(document, SignatureState.NOT_ASKED_ANYMORE, clock.instant());
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

    private boolean settle(DocumentId id, SignatureState state, Instant at) {
        if (documents.settle(id, state, at)) {
            return true;
        }
        var document = documents.find(id).orElseThrow(VaultRefused::unknown);
        if (document.signature() != state) {
            throw VaultRefused.notToSign();
        }
        return false;
    }
}

package fr.paraphe.vault;

import fr.paraphe.partner.PartnerId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The documents of one partner, or of the several that one person stands behind. What is not theirs does not exist
 * here; whose vault the asker may open is the caller's matter.
 */
@Service
public class PartnerVault {

    private static final Logger log = LoggerFactory.getLogger(PartnerVault.class);

    private final Documents documents;
    private final ContentStore contents;
    private final ApplicationEventPublisher events;

    PartnerVault(Documents documents, ContentStore contents, ApplicationEventPublisher events) {
        this.documents = documents;
        this.contents = contents;
        this.events = events;
    }

    /** @param next the place of the next page; null on the last */
    public record Page(
            List<VaultDocument> documents, @Nullable DocumentId next) {}

    public record Counts(long documents, long unread, long toSign) {}

    /** A document and its PDF. */
    public record Opened(VaultDocument document, byte[] pdf) {}

    /** @param after null: the first page, with the latest document first */
    @Transactional(readOnly = true)
    public Page page(Collection<PartnerId> partners, DocumentFilter filter, @Nullable DocumentId after, int size) {
        var found = documents.page(partners, filter, after, size + 1);
        return found.size() > size
                ? new Page(found.subList(0, size), found.get(size - 1).id())
                : new Page(found, null);
    }

    @Transactional(readOnly = true)
    public Counts counts(Collection<PartnerId> partners) {
        return documents.counts(partners);
    }

    /** @throws VaultRefused if they have no such document */
    @Transactional(readOnly = true)
    public VaultDocument document(DocumentId document, Collection<PartnerId> partners) {
        return documents
                .find(document)
                .filter(found -> partners.contains(found.partner()))
                .orElseThrow(VaultRefused::unknown);
    }

    /**
     * Whosever it is: for the application's own work.
     *
     * @throws VaultRefused if there is none
     */
    @Transactional(readOnly = true)
    public VaultDocument document(DocumentId document) {
        return documents.find(document).orElseThrow(VaultRefused::unknown);
    }

    /** What a partner got from this origin. */
    @Transactional(readOnly = true)
    public Optional<VaultDocument> ofOrigin(PartnerId partner, String origin) {
        return documents.find(partner, origin);
    }

    /**
     * Opens a document: who, when and by which door is remembered, and with a partner's first reading it is no longer
     * unread.
     *
     * @throws VaultRefused if they have no such document, or if what is stored is not what was filed
     */
    @Transactional(noRollbackFor = VaultRefused.class)
    public Opened open(DocumentId id, Collection<PartnerId> partners, DocumentReader reader) {
        var document = document(id, partners);
        var pdf = intact(document);
        if (documents.remember(id, reader)) {
            events.publishEvent(new DocumentRead(id, document.partner(), document.origin()));
        }
        return new Opened(documents.find(id).orElse(document), pdf);
    }

    /**
     * The latest readings of a document, the latest first.
     *
     * @throws VaultRefused if they have no such document
     */
    @Transactional(readOnly = true)
    public List<DocumentReading> readings(DocumentId id, Collection<PartnerId> partners, int atMost) {
        return documents.readings(document(id, partners).id(), atMost);
    }

    /**
     * A document's PDF for the application's own work: no reading is remembered.
     *
     * @throws VaultRefused if they have no such document, or if what is stored is not what was filed
     */
    @Transactional(readOnly = true, noRollbackFor = VaultRefused.class)
    public byte[] content(DocumentId id, Collection<PartnerId> partners) {
        return intact(document(id, partners));
    }

    private byte[] intact(VaultDocument document) {
        return contents.get(document.sha256())
                .filter(content -> Sha256.of(content).equals(document.sha256()))
                .orElseThrow(() -> {
                    log.error(
                            "Document {} is altered: its content is not {} any more",
                            document.id().value(),
                            document.sha256().hex());
                    return VaultRefused.altered();
                });
    }
}

package fr.paraphe.signing;

import fr.paraphe.account.Accounts;
import fr.paraphe.vault.DocumentFiling;
import fr.paraphe.vault.DocumentId;
import fr.paraphe.vault.DocumentTypes;
import fr.paraphe.vault.NewDocument;
import fr.paraphe.vault.PartnerVault;
import fr.paraphe.vault.Sha256;
import fr.paraphe.vault.VaultDocument;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends what was signed in the portal: the document, a page that proves the signatures, and the account's electronic
 * seal over both, filed in the partner's vault beside what was signed.
 */
@Service
public class DocumentSealing {

    private static final String BY = "Paraphe";

    private final SignatureEvidences evidences;
    private final PartnerVault vault;
    private final DocumentFiling filing;
    private final DocumentTypes types;
    private final Accounts accounts;
    private final ProofPage proof;
    private final MessageSource messages;
    private final Clock clock;

    DocumentSealing(
            SignatureEvidences evidences,
            PartnerVault vault,
            DocumentFiling filing,
            DocumentTypes types,
            Accounts accounts,
            ProofPage proof,
            MessageSource messages,
            Clock clock) {
        this.evidences = evidences;
        this.vault = vault;
        this.filing = filing;
        this.types = types;
        this.accounts = accounts;
        this.proof = proof;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * A signature that the agency gave besides its seal.
     *
     * @param by the signatory's name
     */
    public record AgencySignature(String by, Instant at) {}

    /**
     * Evidence of the caller's own, which stands before the proof.
     *
     * @param page names a template of which the body is taken
     * @param signer the person who signed for the partner, with their quality
     */
    public record Annex(String page, Map<String, Object> facts, String signer) {}

    /** The document with its proof page, sealed; empty: there is none yet. */
    public static Optional<VaultDocument> sealed(PartnerVault vault, VaultDocument signed) {
        return vault.ofOrigin(signed.partner(), origin(signed));
    }

    /**
     * Seals a document that its partner has signed, once: what is sealed already stays.
     *
     * @throws fr.paraphe.vault.VaultRefused if they have no such document
     */
    @Transactional
    public void seal(DocumentId id) {
        seal(vault.document(id), null);
    }

    /**
     * The same, with what the agency signed itself.
     *
     * @return the digest of what is sealed
     * @throws fr.paraphe.vault.VaultRefused if what is stored is not what was filed, or a time stamp cannot be had
     * @throws SigningRefused if what was filed is not what was signed
     */
    @Transactional
    public Sha256 seal(VaultDocument document, @Nullable AgencySignature agencySignature) {
        return seal(document, agencySignature, null);
    }

    /** The same, with an annex or none. */
    @Transactional
    public Sha256 seal(VaultDocument document, @Nullable AgencySignature agencySignature, @Nullable Annex annex) {
        var evidence = evidences.toSeal(document.id()).orElseThrow();
        return sealed(vault, document)
                .map(VaultDocument::sha256)
                .orElseGet(() -> sealNow(document, evidence, agencySignature, annex));
    }

    private Sha256 sealNow(
            VaultDocument document,
            SignatureEvidence evidence,
            @Nullable AgencySignature agencySignature,
            @Nullable Annex annex) {
        if (!document.sha256().hex().equals(evidence.sha256())) {
            throw SigningRefused.documentChanged();
        }
        var pages = proof.appendTo(
                vault.content(document.id(), List.of(document.partner())),
                annex,
                accounts.byId(document.account()).name(),
                document,
                evidence,
                agencySignature,
                clock.instant());
        var sealed = filing.storeSealed(document.account(), pages, text("signing.seal.reason", document));
        filing.file(
                new NewDocument(
                        document.account(),
                        types.byCode(document.account(), document.type()),
                        text("signing.sealed.name", document),
                        sealed,
                        origin(document),
                        false,
                        BY),
                document.partner());
        return sealed;
    }

    /** What the vault calls the sealed document. */
    private static String origin(VaultDocument signed) {
        return signed.origin() + " signed";
    }

    private String text(String key, VaultDocument document) {
        return messages.getMessage(key, new Object[] {document.name()}, Locale.FRENCH);
    }
}

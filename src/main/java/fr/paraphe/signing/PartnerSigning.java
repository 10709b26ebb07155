package fr.paraphe.signing;

import fr.paraphe.account.Accounts;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.vault.DocumentId;
import fr.paraphe.vault.DocumentSigning;
import fr.paraphe.vault.PartnerVault;
import fr.paraphe.vault.VaultDocument;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Signing in the portal: the partner reads the document in the vault, ticks the sentence, types a code if the agency
 * wants one, and signs. What was signed, how and from where is kept as evidence. Others' documents do not exist here.
 */
@Service
public class PartnerSigning {

    private static final int LONGEST_USER_AGENT = 500;

    private final PartnerVault vault;
    private final DocumentSigning documents;
    private final PartnerDirectory directory;
    private final Accounts accounts;
    private final SigningRules rules;
    private final SigningCodes codes;
    private final SignatureEvidences evidences;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PartnerSigning(
            PartnerVault vault,
            DocumentSigning documents,
            PartnerDirectory directory,
            Accounts accounts,
            SigningRules rules,
            SigningCodes codes,
            SignatureEvidences evidences,
            ApplicationEventPublisher events,
            Clock clock) {
        this.vault = vault;
        this.documents = documents;
        this.directory = directory;
        this.accounts = accounts;
        this.rules = rules;
        this.codes = codes;
        this.evidences = evidences;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The document as these partners see it.
     *
     * @throws fr.paraphe.vault.VaultRefused if they have no such document
     */
    @Transactional(readOnly = true)
    public DocumentToSign look(DocumentId id, Collection<PartnerId> partners) {
        var document = vault.document(id, partners);
        return new DocumentToSign(
                document,
                accounts.byId(document.account()).name(),
                code(document),
                DocumentSealing.sealed(vault, document).map(VaultDocument::id).orElse(null));
    }

    /** What a code needs, if signing this document takes one; null: it takes none. */
    @Transactional(readOnly = true)
    public @Nullable SigningCode code(VaultDocument document) {
        return rules.of(document.account()).asksCode()
                ? codes.state(document.id(), directory.byId(document.partner()))
                : null;
    }

    /**
     * Lets a code go to the partner's mobile.
     *
     * @throws fr.paraphe.vault.VaultRefused if they have no such document or it asks for no signature
     * @throws SigningRefused if no number is known, or too many codes were asked for
     */
    @Transactional
    public void sendCode(DocumentId id, Collection<PartnerId> partners) {
        var document = documents.toSign(id, partners);
        codes.queue(id, accounts.byId(document.account()), directory.byId(document.partner()));
    }

    /**
     * Signs a document that something else stands behind, which sees to the rest. Of two who do so at once, the second
     * is told that it is signed. Tells {@link fr.paraphe.vault.DocumentSigned}.
     *
     * @throws fr.paraphe.vault.VaultRefused if they have no such document, it asks for no signature, or what is stored
     *     is not what was filed
     * @throws SigningRefused if it is another document than they were shown or was not opened, or if the consent or the
     *     right code is missing
     */
    @Transactional
    public SignatureEvidence sign(DocumentId id, Collection<PartnerId> partners, PartnerSignature signature) {
        var document = documents.toSign(id, partners);
        if (!document.sha256().hex().equals(signature.sha256())) {
            throw SigningRefused.documentChanged();
        }
        var readAt = document.firstReadAt();
        if (readAt == null) {
            throw SigningRefused.notRead();
        }
        var consent = signature.consent();
        if (consent == null || consent.isBlank()) {
            throw SigningRefused.consentMissing();
        }
        vault.content(id, partners);
        var code = rules.of(document.account()).asksCode() ? codes.use(id, signature.code()) : null;
        var evidence = new SignatureEvidence(
                document.sha256().hex(),
                directory.byId(document.partner()).name(),
                signature.space(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                readAt,
                signature.remoteAddress(),
                shortened(Objects.requireNonNullElse(signature.userAgent(), "")),
                consent.strip(),
                code == null ? null : code.channel(),
                code == null ? null : code.address());
        evidences.keep(id, evidence);
        documents.signed(id, evidence.signedAt());
        return evidence;
    }

    /** Signs a document that stands for itself: its seal comes next. Refuses as {@link #sign}. */
    @Transactional
    public void signAlone(DocumentId id, Collection<PartnerId> partners, PartnerSignature signature) {
        sign(id, partners, signature);
        var account = accounts.byId(vault.document(id, partners).account());
        events.publishEvent(new DocumentSignedAlone(id, account.code()));
    }

    private static String shortened(String text) {
        var printable = text.replaceAll("\\p{Cntrl}", " ");
        return printable.substring(0, Math.min(printable.length(), LONGEST_USER_AGENT));
    }
}

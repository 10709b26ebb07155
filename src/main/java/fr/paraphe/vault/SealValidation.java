package fr.paraphe.vault;

import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Tells whether a PDF still is what an account sealed. Asks nobody else: the accounts' own certificates are trusted.
 */
@Service
public class SealValidation {

    private final SealKeys keys;

    SealValidation(SealKeys keys) {
        this.keys = keys;
    }

    public enum State {
        NOT_SEALED,
        /** Sealed by an account, and not a byte was changed or added since. */
        INTACT,
        ALTERED,
        /** Nothing was changed, but by whom it was signed is not known here. */
        UNKNOWN_SIGNER
    }

    /**
     * @param signer the common name in the certificate of the last signature
     * @param at when it was made, as the signature says
     */
    public record Verdict(
            State state, @Nullable String signer, @Nullable Instant at) {}

    public Verdict validate(byte[] pdf) {
        try {
            return judge(pdf);
        } catch (DSSException | UnsupportedOperationException e) {
            return new Verdict(State.ALTERED, null, null); // not even readable
        }
    }

    private Verdict judge(byte[] pdf) {
        var trusted = new CommonTrustedCertificateSource();
        keys.certificates().forEach(trusted::addCertificate);
        var verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setAIASource(null);
        verifier.setCrlSource(null);
        verifier.setOcspSource(null);
        var validator = SignedDocumentValidator.fromDocument(new InMemoryDocument(pdf));
        validator.setCertificateVerifier(verifier);
        var reports = validator.validateDocument();
        var signatures = reports.getDiagnosticData().getSignatures();
        var last = signatures.stream().max(Comparator.comparing(SealValidation::end));
        if (last.isEmpty()) {
            return new Verdict(State.NOT_SEALED, null, null);
        }
        var broken = signatures.stream()
                .anyMatch(signature -> !signature.isSignatureValid()
                        || reports.getSimpleReport().getIndication(signature.getId()) == Indication.TOTAL_FAILED);
        // What stands after the last signature is covered by none, whatever a validator says about the rest.
        var covered = end(last.get()).equals(BigInteger.valueOf(pdf.length));
        var certificate = last.get().getSigningCertificate();
        var at = last.get().getClaimedSigningTime();
        return new Verdict(
                broken || !covered ? State.ALTERED : last.get().isTrustedChain() ? State.INTACT : State.UNKNOWN_SIGNER,
                certificate == null ? null : certificate.getCommonName(),
                at == null ? null : at.toInstant());
    }

    /** Where the bytes end that a signature covers. */
    private static BigInteger end(SignatureWrapper signature) {
        var revision = signature.getPDFRevision();
        var range = revision == null ? null : revision.getSignatureByteRange();
        return range == null || range.size() < 4
                ? BigInteger.ZERO
                : range.get(2).add(range.get(3));
    }
}

package fr.paraphe.vault;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.KSPrivateKeyEntry;
import fr.paraphe.account.AccountId;
import fr.paraphe.account.Accounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.util.Date;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * An account's seal: a PAdES signature with the account's own key, which shows who issued a PDF and that no byte of it
 * changed since.
 */
@Service
public class ElectronicSeal {

    private static final Logger log = LoggerFactory.getLogger(ElectronicSeal.class);

    private final Accounts accounts;
    private final SealKeys keys;
    private final @Nullable TimestampAuthority timestamps;
    private final Clock clock;
    private final Timer timer;

    ElectronicSeal(Accounts accounts, SealKeys keys, SealSettings settings, Clock clock, MeterRegistry metrics) {
        this.accounts = accounts;
        this.keys = keys;
        this.timestamps = settings.timestampUrl() == null
                ? null
                : new TimestampAuthority(settings.timestampUrl(), settings.timestampWithin());
        this.clock = clock;
        this.timer = metrics.timer("paraphe.seal");
    }

    /**
     * The PDF with the account's seal added: PAdES baseline B, or T where an authority dates it.
     *
     * @param reason as PDF readers show it
     * @throws VaultRefused if the PDF takes no signature, or the authority gives no time
     */
    public byte[] seal(AccountId account, byte[] pdf, String reason) {
        return Objects.requireNonNull(timer.record(() -> sealNow(account, pdf, reason)));
    }

    private byte[] sealNow(AccountId account, byte[] pdf, String reason) {
        var sealer = accounts.byId(account);
        var key = keys.of(sealer);
        var service = new PAdESService(new CommonCertificateVerifier());
        if (timestamps != null) {
            service.setTspSource(timestamps);
        }
        var parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(
                timestamps == null ? SignatureLevel.PAdES_BASELINE_B : SignatureLevel.PAdES_BASELINE_T);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(key.getCertificate());
        parameters.setCertificateChain(key.getCertificateChain());
        parameters.setSignerName(sealer.name());
        parameters.setReason(reason);
        parameters.bLevel().setSigningDate(Date.from(clock.instant()));
        try {
            var document = new InMemoryDocument(pdf);
            var toSign = service.getDataToSign(document, parameters);
            var sealed = new ByteArrayOutputStream(pdf.length + 32_768);
            service.signDocument(document, parameters, sign(toSign, key)).writeTo(sealed);
            return sealed.toByteArray();
        } catch (DSSException e) {
            log.warn("A PDF takes no seal", e);
            throw VaultRefused.notSealable();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SignatureValue sign(ToBeSigned toSign, DSSPrivateKeyEntry key) {
        try {
            var algorithm = SignatureAlgorithm.getAlgorithm(key.getEncryptionAlgorithm(), DigestAlgorithm.SHA256);
            var signature = Signature.getInstance(algorithm.getJCEId());
            signature.initSign(((KSPrivateKeyEntry) key).getPrivateKey());
            signature.update(toSign.getBytes());
            return new SignatureValue(algorithm, signature.sign());
        } catch (GeneralSecurityException e) {
            throw new SealKeysUnusable("The key of a seal does not sign", e);
        }
    }
}

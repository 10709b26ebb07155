package fr.paraphe.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.slf4j.LoggerFactory;

/** The PAdES library alone, as Paraphe uses it to seal: a key of the same size, held in memory, and nothing around. */
final class BareSeal {

    private final KeyPair keys;
    private final CertificateToken certificate;

    BareSeal() throws Exception {
        ((Logger) LoggerFactory.getLogger("eu.europa.esig")).setLevel(Level.WARN); // it tells of each use
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(3072);
        keys = generator.generateKeyPair();
        var subject = new X500Name("CN=Bench");
        var now = Instant.now();
        certificate = new CertificateToken(new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                subject,
                                BigInteger.ONE,
                                Date.from(now.minus(1, ChronoUnit.DAYS)),
                                Date.from(now.plus(1, ChronoUnit.DAYS)),
                                subject,
                                keys.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()))));
    }

    /** Takes the seal of a PDF away, and measures how long it takes to put one on again. */
    double seconds(byte[] sealed) throws Exception {
        var pdf = firstRevision(sealed);
        var begin = System.nanoTime();
        seal(pdf);
        return (System.nanoTime() - begin) / 1e9;
    }

    private void seal(byte[] pdf) throws Exception {
        var service = new PAdESService(new CommonCertificateVerifier());
        var parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(certificate);
        parameters.setCertificateChain(List.of(certificate));
        parameters.setSignerName("Bench");
        parameters.setReason("Bench");
        var document = new InMemoryDocument(pdf);
        var toSign = service.getDataToSign(document, parameters);
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(toSign.getBytes());
        var value = new SignatureValue(SignatureAlgorithm.RSA_SHA256, signature.sign());
        service.signDocument(document, parameters, value).writeTo(new ByteArrayOutputStream(pdf.length + 32_768));
    }

    /** A seal is an update at the end of the file: what stands before it is the PDF as it was. */
    private static byte[] firstRevision(byte[] sealed) {
        var end = "%%EOF".getBytes(US_ASCII);
        for (var i = 0; i < sealed.length - end.length; i++) {
            if (Arrays.equals(sealed, i, i + end.length, end, 0, end.length)) {
                return Arrays.copyOf(sealed, i + end.length);
            }
        }
        throw new IllegalStateException("no PDF");
    }
}

package fr.paraphe.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import fr.paraphe.account.Accounts;
import fr.paraphe.testing.Pdfs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** A seal that an authority dates: a real RFC 3161 answer, from a server of this test's own. */
class TimestampedSealTest extends VaultScenario {

    @Autowired
    Accounts accounts;

    @Autowired
    SealKeys keys;

    @TempDir
    Path folder;

    HttpServer authority;

    @BeforeEach
    void open() throws IOException {
        authority = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        authority.start();
    }

    @AfterEach
    void close() {
        authority.stop(0);
    }

    @Test
    @DisplayName("C-15 With a time stamp authority the seal is PAdES baseline T")
    void dated() throws Exception {
        var generator = new TimeStampResponseGenerator(tokens(), TSPAlgorithms.ALLOWED);
        authority.createContext("/", exchange -> {
            try (exchange) {
                var question = new TimeStampRequest(exchange.getRequestBody().readAllBytes());
                var answer = generator
                        .generate(question, BigInteger.ONE, Date.from(Instant.now()))
                        .getEncoded();
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            } catch (TSPException e) {
                throw new IOException(e);
            }
        });

        var sealed = seal().seal(account.id(), Pdfs.saying("Daté"), "Essai");

        var validator = SignedDocumentValidator.fromDocument(new InMemoryDocument(sealed));
        validator.setCertificateVerifier(new CommonCertificateVerifier());
        assertThat(validator.getSignatures()).hasSize(1);
        assertThat(validator.getSignatures().get(0).getDataFoundUpToLevel()).isEqualTo(SignatureLevel.PAdES_BASELINE_T);
        assertThat(new SealValidation(keys).validate(sealed).state()).isEqualTo(SealValidation.State.INTACT);
    }

    @Test
    @DisplayName("An authority that does not answer as it should is told, and nothing is sealed")
    void silent() {
        authority.createContext("/", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });

        var refused = catchThrowableOfType(
                VaultRefused.class, () -> seal().seal(account.id(), Pdfs.saying("Pas daté"), "Essai"));

        assertThat(refused.type()).isEqualTo("document-timestamp-missing");
    }

    private ElectronicSeal seal() {
        var url = URI.create("http://127.0.0.1:" + authority.getAddress().getPort() + "/");
        var settings = new SealSettings(null, null, "default", folder, url, Duration.ofSeconds(5));
        return new ElectronicSeal(accounts, keys, settings, Clock.systemUTC(), new SimpleMeterRegistry());
    }

    private static TimeStampTokenGenerator tokens() throws Exception {
        var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        var name = new X500Name("CN=Horodatage d'essai");
        var now = Instant.now();
        var certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(now.minusSeconds(3_600)),
                                Date.from(now.plusSeconds(3_600)),
                                name,
                                pair.getPublic())
                        .addExtension(
                                Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping))
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
        var digests = new JcaDigestCalculatorProviderBuilder().build();
        var generator = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withRSA", pair.getPrivate(), certificate),
                digests.get(new AlgorithmIdentifier(TSPAlgorithms.SHA256)),
                new ASN1ObjectIdentifier("1.2.3.4.1"));
        generator.addCertificates(new JcaCertStore(List.of(certificate)));
        return generator;
    }
}

package fr.paraphe.vault;

import fr.paraphe.account.Account;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes an account's key, with a certificate that it signs itself. Apart from its users, as start-up needs none of it.
 */
final class SelfSignedKey {

    private static final int KEY_BITS = 3072;
    private static final int YEARS = 10;

    private SelfSignedKey() {}

    /** RSA of 3072 bits, valid for ten years. */
    static PrivateKeyEntry generate(Account account, Clock clock) throws GeneralSecurityException, IOException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        var pair = generator.generateKeyPair();
        var since = clock.instant().minus(Duration.ofDays(1));
        var until = since.atZone(clock.getZone()).plusYears(YEARS).toInstant();
        var subject = subject(account);
        try {
            var certificate = new JcaX509v3CertificateBuilder(
                            subject,
                            new BigInteger(120, new SecureRandom()),
                            Date.from(since),
                            Date.from(until),
                            subject,
                            pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(
                            Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()))
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()));
            return new PrivateKeyEntry(
                    pair.getPrivate(),
                    new Certificate[] {new JcaX509CertificateConverter().getCertificate(certificate)});
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("A certificate cannot be signed", e);
        }
    }

    private static X500Name subject(Account account) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "FR")
                .addRDN(BCStyle.O, account.name())
                .addRDN(BCStyle.CN, account.name())
                .build();
    }
}

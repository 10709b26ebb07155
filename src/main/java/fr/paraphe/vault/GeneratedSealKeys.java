package fr.paraphe.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.KSPrivateKeyEntry;
import fr.paraphe.account.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys of this installation's own, for trying Paraphe out: each account gets one with its first seal, under a
 * certificate that it signs itself. They lie in a PKCS#12 file beside its password, both for the owner's eyes only.
 */
class GeneratedSealKeys implements SealKeys {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path keyStoreFile;
    private final Path passwordFile;
    private final Clock clock;
    private final Map<String, DSSPrivateKeyEntry> opened = new HashMap<>();
    private @Nullable KeyStore loaded;

    GeneratedSealKeys(Path folder, Clock clock) {
        this.keyStoreFile = folder.resolve("seals.p12");
        this.passwordFile = folder.resolve("password");
        this.clock = clock;
    }

    /** The password makes each opening of a key slow on purpose: it is opened once. */
    @Override
    public synchronized DSSPrivateKeyEntry of(Account account) {
        return opened.computeIfAbsent(account.code(), code -> open(account));
    }

    private DSSPrivateKeyEntry open(Account account) {
        try {
            var keys = keys();
            if (!keys.containsAlias(account.code())) {
                var entry = SelfSignedKey.generate(account, clock);
                keys.setEntry(account.code(), entry, new KeyStore.PasswordProtection(password()));
                save(keys);
            }
            var key = (PrivateKey) keys.getKey(account.code(), password());
            var chain = new Certificate[] {keys.getCertificate(account.code())};
            return new KSPrivateKeyEntry(account.code(), new KeyStore.PrivateKeyEntry(key, chain));
        } catch (GeneralSecurityException | IOException e) {
            throw new SealKeysUnusable("No key for a seal in " + keyStoreFile, e);
        }
    }

    @Override
    public synchronized List<CertificateToken> certificates() {
        try {
            var keys = keys();
            var certificates = new ArrayList<CertificateToken>();
            for (var alias : Collections.list(keys.aliases())) {
                certificates.add(new CertificateToken((X509Certificate) keys.getCertificate(alias)));
            }
            return certificates;
        } catch (GeneralSecurityException | IOException e) {
            throw new SealKeysUnusable("Unreadable: " + keyStoreFile, e);
        }
    }

    private KeyStore keys() throws GeneralSecurityException, IOException {
        if (loaded == null) {
            Files.createDirectories(requireNonNull(keyStoreFile.getParent()));
            var keys = KeyStore.getInstance("PKCS12");
            if (Files.exists(keyStoreFile)) {
                try (var content = Files.newInputStream(keyStoreFile)) {
                    keys.load(content, password());
                }
            } else {
                keys.load(null, null);
            }
            loaded = keys;
        }
        return loaded;
    }

    /** Whole or not at all: a kill while writing leaves the file as it was. */
    private void save(KeyStore keys) throws GeneralSecurityException, IOException {
        var draft = keyStoreFile.resolveSibling("seals.p12.tmp");
        Files.deleteIfExists(draft);
        try (var out = Files.newOutputStream(ownersFile(draft))) {
            keys.store(out, password());
        }
        Files.move(draft, keyStoreFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private char[] password() throws IOException {
        if (!Files.exists(passwordFile)) {
            var random = new byte[24];
            RANDOM.nextBytes(random);
            Files.write(ownersFile(passwordFile), Base64.getUrlEncoder().encode(random));
        }
        return Files.readString(passwordFile, US_ASCII).strip().toCharArray();
    }

    private static Path ownersFile(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(file);
    }
}

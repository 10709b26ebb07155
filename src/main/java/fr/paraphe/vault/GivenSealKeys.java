package fr.paraphe.vault;

import static java.util.Objects.requireNonNull;

import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.KSPrivateKeyEntry;
import eu.europa.esig.dss.token.Pkcs12SignatureToken;
import fr.paraphe.account.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore.PasswordProtection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keys from the operator's PKCS#12 file, read once: a file that cannot serve keeps the application from starting. */
class GivenSealKeys implements SealKeys {

    private final Map<String, DSSPrivateKeyEntry> byAlias;
    private final String defaultAlias;

    private GivenSealKeys(Map<String, DSSPrivateKeyEntry> byAlias, String defaultAlias) {
        this.byAlias = byAlias;
        this.defaultAlias = defaultAlias;
    }

    static GivenSealKeys open(SealSettings settings) {
        var file = requireNonNull(settings.keyStore());
        var password = requireNonNull(settings.keyStorePassword());
        var keys = read(file, password);
        if (!keys.containsKey(settings.defaultAlias())) {
            throw new SealKeysUnusable(
                    "paraphe.seal.key-store has no key under the alias \"" + settings.defaultAlias() + "\"", null);
        }
        return new GivenSealKeys(keys, settings.defaultAlias());
    }

    @Override
    public DSSPrivateKeyEntry of(Account account) {
        var own = byAlias.get(account.code());
        return own == null ? requireNonNull(byAlias.get(defaultAlias)) : own;
    }

    @Override
    public List<CertificateToken> certificates() {
        return byAlias.values().stream().map(DSSPrivateKeyEntry::getCertificate).toList();
    }

    private static Map<String, DSSPrivateKeyEntry> read(Path file, String password) {
        try (var content = Files.newInputStream(file);
                var token = new Pkcs12SignatureToken(content, new PasswordProtection(password.toCharArray()))) {
            var keys = new HashMap<String, DSSPrivateKeyEntry>();
            for (var key : token.getKeys()) {
                keys.put(((KSPrivateKeyEntry) key).getAlias(), key);
            }
            return keys;
        } catch (IOException | DSSException e) {
            throw new SealKeysUnusable("paraphe.seal.key-store cannot be opened with its password", e);
        }
    }
}

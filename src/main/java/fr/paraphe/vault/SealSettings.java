package fr.paraphe.vault;

import jakarta.validation.constraints.AssertTrue;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param keyStore a PKCS#12 file with a key and certificate for each account, under its code; null: keys are generated
 * @param keyStorePassword of the file and of the keys in it
 * @param defaultAlias the key of accounts that have none of their own
 * @param generatedIn the folder of generated keys, where no key store is given
 * @param timestampUrl the RFC 3161 authority that dates each seal (PAdES-B-T); null: seals carry this server's time
 *     (PAdES-B-B)
 * @param timestampWithin how long that authority may take
 */
@Validated
@ConfigurationProperties("paraphe.seal")
record SealSettings(
        @Nullable Path keyStore,
        @Nullable String keyStorePassword,
        @DefaultValue("default") String defaultAlias,
        @DefaultValue("./data/seal") Path generatedIn,
        @Nullable URI timestampUrl,
        @DefaultValue("10s") Duration timestampWithin) {

    @AssertTrue(message = "a key store needs its password")
    boolean isOpenable() {
        return keyStore == null || keyStorePassword != null;
    }

    @Override
    public String toString() {
        return "SealSettings[" + keyStore + "]"; // the password is a secret
    }
}

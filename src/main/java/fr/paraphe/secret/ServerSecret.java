package fr.paraphe.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Signs with the key {@code paraphe.secret}, which all nodes share. Without that setting a key is drawn once and kept
 * in the database, which is good for a demonstration: who reads the database can then sign.
 */
@Component
public class ServerSecret {

    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final JdbcClient jdbc;
    private final SingletonSupplier<byte[]> key;

    ServerSecret(JdbcClient jdbc, @Value("${paraphe.secret:}") String configured) {
        this.jdbc = jdbc;
        this.key = SingletonSupplier.of(() -> configured.isBlank() ? kept() : configured.getBytes(UTF_8));
    }

    /**
     * The signature of a text, 32 bytes.
     *
     * @param purpose keeps the signatures of one use apart from those of all others
     */
    public byte[] sign(String purpose, String text) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key.obtain(), MAC));
            mac.update(purpose.getBytes(UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }

    private byte[] kept() {
        return read().orElseGet(() -> {
            var drawn = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(drawn);
            jdbc.sql("insert into server_secret (key) values (?) on conflict do nothing")
                    .param(drawn)
                    .update();
            return read().orElseThrow();
        });
    }

    private Optional<byte[]> read() {
        return jdbc.sql("select key from server_secret").query(byte[].class).optional();
    }
}

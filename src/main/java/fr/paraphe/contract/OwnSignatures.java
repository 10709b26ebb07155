package fr.paraphe.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * How this application reads its own list of signatures, as long as no other platform is configured: on its own port,
 * with a key that is made at each start, is known to this node alone and opens nothing else.
 */
@Component
public class OwnSignatures {

    private static final String SCHEME = "Bearer ";
    private static final int KEY_BYTES = 32;

    private final Environment environment;
    private final String authorization;

    OwnSignatures(Environment environment) {
        this.environment = environment;
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        this.authorization = SCHEME + Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /** Empty until the web server listens. */
    Optional<String> address() {
        return Optional.ofNullable(environment.getProperty("local.server.port"))
                .map(port -> "http://%s:%s%s/api/signatures"
                        .formatted(
                                environment.getProperty("server.address", "localhost"),
                                port,
                                environment.getProperty("server.servlet.context-path", "")));
    }

    String authorization() {
        return authorization;
    }

    /** @param header the value of {@code Authorization} */
    public boolean recognises(@Nullable String header) {
        return header != null
                && header.startsWith(SCHEME)
                && MessageDigest.isEqual(header.getBytes(US_ASCII), authorization.getBytes(US_ASCII));
    }
}

package fr.paraphe.partner;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.paraphe.secret.ServerSecret;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The links by which mails offer to end mails like them. Whoever has one may switch that alert off for that partner,
 * and nothing else; it has no end, as a mail may be read years later.
 */
@Component
public class UnsubscribeLinks {

    private static final String PURPOSE = "unsubscribe";
    private static final int SIGNATURE_BYTES = 16;
    private static final Pattern TOKEN = Pattern.compile("(\\d{1,18})-([a-z-]{1,40})-([A-Za-z0-9_-]{22})");

    private final ServerSecret secret;
    private final String address;

    UnsubscribeLinks(ServerSecret secret, @Value("${paraphe.public-url}") String publicUrl) {
        this.secret = secret;
        this.address = publicUrl + "/portal/unsubscribe?token=";
    }

    /** Which mails of whom a link ends. */
    public record Unsubscription(PartnerId partner, Alert alert) {}

    public URI link(PartnerId partner, Alert alert) {
        var what = partner.value() + "-" + slug(alert);
        return URI.create(address + what + "-" + signature(what));
    }

    /** What a link's token stands for; empty if we never made it. */
    public Optional<Unsubscription> read(String token) {
        var parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var expected = signature(parts.group(1) + "-" + parts.group(2));
        if (!MessageDigest.isEqual(expected.getBytes(UTF_8), parts.group(3).getBytes(UTF_8))) {
            return Optional.empty();
        }
        return Stream.of(Alert.values())
                .filter(alert -> slug(alert).equals(parts.group(2)))
                .findFirst()
                .map(alert -> new Unsubscription(new PartnerId(Long.parseLong(parts.group(1))), alert));
    }

    private static String slug(Alert alert) {
        return alert.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String signature(String what) {
        var signature = Arrays.copyOf(secret.sign(PURPOSE, what), SIGNATURE_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }
}

package fr.paraphe.relaunch;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.paraphe.account.Account;
import fr.paraphe.contract.ContractFilter;
import fr.paraphe.message.Channel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A request of an account that may make it, about contracts that may be relaunched.
 *
 * @param parameters the filter as the contracts page's address has it
 * @param asked the same with those dates alone that were asked for
 */
record CheckedRequest(
        Account account,
        ContractFilter filter,
        String parameters,
        String asked,
        @Nullable Channel channel,
        @Nullable String idempotencyKey) {

    /** Tells the same request again from another one; the current month is the same request in the next one too. */
    String fingerprint() {
        try {
            var request = asked + "#" + channel;
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(request.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

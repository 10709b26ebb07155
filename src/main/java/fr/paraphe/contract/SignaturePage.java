package fr.paraphe.contract;

import java.time.Instant;
import java.util.List;

/**
 * A page of signatures, as platforms tell each other.
 *
 * @param next the cursor behind the last of these signatures: where to go on, now or next time
 * @param more whether there are further ones already
 */
public record SignaturePage(List<Signature> signatures, String next, boolean more) {

    public SignaturePage {
        signatures = List.copyOf(signatures);
    }

    /**
     * @param account its code
     * @param contract its reference in that account
     * @param signedBy the name of whoever signed
     */
    public record Signature(String account, String contract, Instant signedAt, String signedBy) {}
}

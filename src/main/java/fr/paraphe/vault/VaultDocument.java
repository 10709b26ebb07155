package fr.paraphe.vault;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A document in a partner's vault.
 *
 * @param type code of its type
 * @param retainedUntil the last day of its retention
 * @param signatureAt when it was signed, or no longer asked for
 * @param firstReadAt when its partner first opened it; null: unread
 */
public record VaultDocument(
        DocumentId id,
        AccountId account,
        PartnerId partner,
        String type,
        String typeLabel,
        String name,
        Sha256 sha256,
        int bytes,
        String origin,
        Instant filedAt,
        String filedBy,
        LocalDate retainedUntil,
        SignatureState signature,
        @Nullable Instant signatureAt,
        @Nullable Instant firstReadAt) {

    /** For a download: the name without what file systems refuse. */
    public String fileName() {
        return name.replaceAll("(?i)\\.pdf$", "")
                        .replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", " ")
                        .strip() + ".pdf";
    }
}

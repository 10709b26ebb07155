package fr.paraphe.contract;

import fr.paraphe.signing.SigningCode;
import fr.paraphe.vault.DocumentId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A contract as its partner sees it.
 *
 * @param accountName the agency's
 * @param clientName where the work is done; null: nowhere in particular
 * @param deadlines null for what is no work contract
 * @param document what to read and sign, in the partner's vault; null: the agency has sent none
 * @param sha256 of that document, in hexadecimal; null with it
 * @param read whether the partner has opened it
 * @param code what a code needs, if signing takes one; null: it takes none
 * @param signedAt null: not yet
 * @param mode how it was signed; null: not yet
 * @param sealed the document with its proof page, sealed, once both parties have signed
 */
public record ContractToSign(
        ContractId id,
        String reference,
        ContractType type,
        String accountName,
        ContractStatus status,
        Instant start,
        @Nullable LocalDate end,
        @Nullable String clientName,
        @Nullable Deadlines deadlines,
        @Nullable DocumentId document,
        @Nullable String sha256,
        boolean read,
        @Nullable SigningCode code,
        @Nullable Instant signedAt,
        @Nullable SignatureMode mode,
        @Nullable DocumentId sealed) {

    /** Whether it can be signed here, once it is read. */
    public boolean awaitsSignature() {
        return status == ContractStatus.AWAITING_SIGNATURE && document != null;
    }
}

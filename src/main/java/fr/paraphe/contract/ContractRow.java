package fr.paraphe.contract;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A contract as the business software knows it. Blank is the same as absent; what is absent and must not be is refused
 * when the row is imported.
 *
 * @param reference the software's own name for the contract, unique in the account; it stands in addresses
 * @param partner who must sign: the software's name for the partner
 * @param client the company where the work is done: the software's name for that partner; null: none
 * @param start when the contract starts
 * @param end its last day; null: open-ended
 * @param transmittedAt when it was filed in the partner's vault; null: not, or not known to have been
 * @param status null: awaits its signature. What is known here already is never undone
 * @param signedAt only for a signed contract; null: now
 * @param signatureMode only for a signed contract; null: electronic
 */
public record ContractRow(
        @Nullable String reference,
        @Nullable ContractType type,
        @Nullable String partner,
        @Nullable String client,
        @Nullable Instant start,
        @Nullable LocalDate end,
        @Nullable Instant transmittedAt,
        ContractStatus status,
        @Nullable Instant signedAt,
        @Nullable SignatureMode signatureMode) {

    public ContractRow(
            @Nullable String reference,
            @Nullable ContractType type,
            @Nullable String partner,
            @Nullable String client,
            @Nullable Instant start,
            @Nullable LocalDate end,
            @Nullable Instant transmittedAt,
            @Nullable ContractStatus status,
            @Nullable Instant signedAt,
            @Nullable SignatureMode signatureMode) {
        this.reference = filled(reference);
        this.type = type;
        this.partner = filled(partner);
        this.client = filled(client);
        this.start = start;
        this.end = end;
        this.transmittedAt = transmittedAt;
        this.status = requireNonNullElse(status, ContractStatus.AWAITING_SIGNATURE);
        this.signedAt = signedAt;
        this.signatureMode = signatureMode;
    }

    private static @Nullable String filled(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}

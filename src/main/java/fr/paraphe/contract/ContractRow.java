package fr.paraphe.contract;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A contract as the business software describes it, ready to be stored by {@link ImportingContracts}.
 *
 * @param reference the business software's own name for the contract, unique in its account
 * @param partnerReference who must sign, by the business software's name
 * @param clientReference the company where the work is done; null: none
 * @param start when the contract starts
 * @param end the last day; null: open-ended
 * @param transmittedAt when it was filed in the partner's vault; null: not, or not known to have been
 * @param status what the business software knows; what is known here already is never undone
 * @param signedAt null: now, if the status is signed
 * @param signatureMode null: electronic, if the status is signed
 */
public record ContractRow(
        String reference,
        ContractType type,
        String partnerReference,
        @Nullable String clientReference,
        Instant start,
        @Nullable LocalDate end,
        @Nullable Instant transmittedAt,
        ContractStatus status,
        @Nullable Instant signedAt,
        @Nullable SignatureMode signatureMode) {}

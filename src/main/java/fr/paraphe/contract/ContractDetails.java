package fr.paraphe.contract;

import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about one contract.
 *
 * @param account its account's code
 * @param partnerName who must sign: given name, then family name, or the company's name
 * @param deadlines null for what is no work contract
 * @param overdue whether it awaits its signature past the earlier deadline
 * @param signature null until it is signed
 * @param pdf null if no document was filed
 * @param history the latest first
 */
public record ContractDetails(
        ContractId id,
        String account,
        String accountName,
        String reference,
        ContractType type,
        ContractStatus status,
        PartnerId partner,
        String partnerReference,
        String partnerName,
        PartnerKind partnerKind,
        @Nullable String clientReference,
        @Nullable String clientName,
        Instant start,
        @Nullable LocalDate end,
        @Nullable Instant transmittedAt,
        @Nullable Deadlines deadlines,
        boolean overdue,
        @Nullable Signature signature,
        @Nullable Pdf pdf,
        List<ContractEvent> history) {

    /** How it was signed, by whose word. */
    public record Signature(SignatureMode mode, String by, Instant at) {}

    /** The document that was filed. */
    public record Pdf(String sha256, long bytes, Instant filedAt) {}
}

package fr.paraphe.contract;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerKind;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One row of the list of contracts that await a signature.
 *
 * @param account its account's code
 * @param partnerName who must sign: given name, then family name, or the company's name
 * @param deadlines null for what is no work contract
 * @param overdue whether the earlier deadline is over
 */
public record UnsignedContract(
        ContractId id,
        AccountId accountId,
        String account,
        String accountName,
        String reference,
        ContractType type,
        PartnerId partner,
        String partnerName,
        PartnerKind partnerKind,
        @Nullable String clientName,
        Instant start,
        @Nullable LocalDate end,
        boolean transmitted,
        @Nullable Deadlines deadlines,
        boolean overdue) {}

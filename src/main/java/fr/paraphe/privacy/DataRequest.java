package fr.paraphe.privacy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A person's request about their data.
 *
 * @param partner the business software's own name of the person
 * @param partnerName as it stands with the account
 * @param dueOn the last day to answer
 * @param extendedBecause what the person was told; null: not extended
 * @param overdue whether it is open after its last day
 * @param reason why it was refused
 */
public record DataRequest(
        RequestNumber number,
        @JsonIgnore AccountId account,
        String accountName,
        @JsonIgnore PartnerId partnerId,
        String partner,
        String partnerName,
        RequestKind kind,
        LocalDate receivedOn,
        LocalDate dueOn,
        @Nullable String extendedBecause,
        boolean overdue,
        String openedBy,
        RequestState state,
        @Nullable String reason,
        @Nullable String closedBy,
        @Nullable Instant closedAt) {

    @JsonIgnore
    public boolean isOpen() {
        return state == RequestState.OPEN;
    }
}

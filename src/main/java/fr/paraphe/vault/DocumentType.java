package fr.paraphe.vault;

import fr.paraphe.account.AccountId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a document is, in the eyes of the law and of the account ("typologie").
 *
 * @param account whose own type it is; null: a standard one, which every account has
 * @param code names it in files and in REST
 * @param retentionYears how long a document of this type is kept, from the day of its filing
 * @param recipientSigns whether the partner is asked to sign, unless a filing says otherwise
 */
public record DocumentType(
        DocumentTypeId id,
        @Nullable AccountId account,
        String code,
        String label,
        int retentionYears,
        boolean recipientSigns) {

    public boolean isStandard() {
        return account == null;
    }

    /** The last day on which a document filed on this day is kept. */
    public LocalDate retainedUntil(LocalDate filedOn) {
        return filedOn.plusYears(retentionYears);
    }
}

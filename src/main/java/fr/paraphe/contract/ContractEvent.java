package fr.paraphe.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a contract's history.
 *
 * @param detail the fields that changed, or how the contract was signed; null: the kind says it all
 * @param by a user's id, or what acted by itself
 */
public record ContractEvent(Kind what, @Nullable String detail, String by, Instant at) {

    public enum Kind {
        CREATED,
        CHANGED,
        TRANSMITTED,
        SIGNED,
        WITHDRAWN,
        PDF_FILED,
        SIGNED_BY_AGENCY,
        COMPLETED
    }
}

package fr.paraphe.contract;

import org.jspecify.annotations.Nullable;

/**
 * What became of one row of an import.
 *
 * @param wrong why the row was refused; null if it was not
 */
public record ContractRowOutcome(Result result, @Nullable Wrong wrong) {

    public enum Result {
        CREATED,
        CHANGED,
        UNCHANGED,
        REFUSED
    }

    /**
     * @param field as in the file: {@code signed_at}
     * @param reason the text is {@code contract.row.<reason>}
     */
    public record Wrong(String field, String reason) {}

    static ContractRowOutcome of(Result result) {
        return new ContractRowOutcome(result, null);
    }

    static ContractRowOutcome refused(String field, String reason) {
        return new ContractRowOutcome(Result.REFUSED, new Wrong(field, reason));
    }
}

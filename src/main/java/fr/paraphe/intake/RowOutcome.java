package fr.paraphe.intake;

import org.jspecify.annotations.Nullable;

/**
 * What became of a row.
 *
 * @param field the value at fault, null if the row as a whole is
 * @param messageKey why it was refused; null if it was not
 */
record RowOutcome(
        Result result, @Nullable String field, @Nullable String messageKey) {

    static final RowOutcome CREATED = new RowOutcome(Result.CREATED, null, null);
    static final RowOutcome CHANGED = new RowOutcome(Result.CHANGED, null, null);
    static final RowOutcome UNCHANGED = new RowOutcome(Result.UNCHANGED, null, null);

    enum Result {
        CREATED,
        CHANGED,
        UNCHANGED,
        REFUSED
    }

    static RowOutcome refused(@Nullable String field, String messageKey) {
        return new RowOutcome(Result.REFUSED, field, messageKey);
    }
}

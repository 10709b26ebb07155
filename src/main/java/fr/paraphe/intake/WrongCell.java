package fr.paraphe.intake;

import org.jspecify.annotations.Nullable;

/** A value that cannot be what its column means, or a row that cannot be read at all; the row is refused. */
final class WrongCell extends Exception {

    private final @Nullable String field;
    private final String reason;

    /** @param reason the text is {@code intake.row.<reason>} */
    WrongCell(Column column, String reason) {
        super(reason, null, false, false);
        this.field = column.field();
        this.reason = reason;
    }

    /** The row as a whole is wrong. */
    WrongCell(String reason) {
        super(reason, null, false, false);
        this.field = null;
        this.reason = reason;
    }

    RowOutcome outcome() {
        return RowOutcome.refused(field, "intake.row." + reason);
    }
}

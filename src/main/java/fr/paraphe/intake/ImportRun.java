package fr.paraphe.intake;

import fr.paraphe.account.AccountId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One import and what came of it so far.
 *
 * @param id null for a dry run, which the history does not keep
 * @param fileName null: the sender named none
 * @param finishedAt null: at work, or the application was stopped in the middle
 * @param refusals the first refused rows; {@code counts.refused} is how many there are in all
 * @param ignoredColumns as the file calls them
 * @param stop null: the file was read to its end
 */
public record ImportRun(
        @Nullable Long id,
        AccountId account,
        ImportSubject subject,
        @Nullable String fileName,
        String sha256,
        String by,
        Instant startedAt,
        @Nullable Instant finishedAt,
        Counts counts,
        List<RefusedRow> refusals,
        List<String> ignoredColumns,
        @Nullable Stop stop) {

    /** Rows, by what became of them. */
    public record Counts(long read, long created, long changed, long unchanged, long refused) {}

    /**
     * @param number among the rows, the first being 1
     * @param line of the file where it begins, the first being 1
     * @param column as the file calls it; null: the row as a whole
     * @param reason the key of the text that says it
     */
    public record RefusedRow(
            long number, long line, @Nullable String column, String reason) {

        /** The reason's stable name: {@code unknown-partner}. */
        public String code() {
            return reason.substring(reason.lastIndexOf('.') + 1);
        }
    }

    /**
     * From where on the file could not be read.
     *
     * @param reason the text is {@code intake.file.<reason>}
     * @param details fills its {@code {0}}
     */
    public record Stop(long line, String reason, String details) {}
}

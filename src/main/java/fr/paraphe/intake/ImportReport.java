package fr.paraphe.intake;

import fr.paraphe.intake.ImportRun.Counts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import as it is told to people and programs, in words of their language.
 *
 * @param id null for a dry run
 * @param counts rows by what became of them; in a dry run, what would have
 * @param refusals the first refused rows; {@code counts.refused} is how many there are in all
 * @param ignoredColumns columns of the file that mean nothing here
 * @param stopped null: the file was read to its end
 */
public record ImportReport(
        @Nullable Long id,
        String subject,
        String account,
        @Nullable String file,
        String sha256,
        String by,
        boolean dryRun,
        Instant startedAt,
        @Nullable Instant finishedAt,
        Counts counts,
        List<Refused> refusals,
        List<String> ignoredColumns,
        @Nullable Stopped stopped) {

    /** @param reason stable; the message says it in words */
    public record Refused(long row, long line, @Nullable String column, String reason, String message) {}

    /** From this line on nothing could be read; good rows before it went in. */
    public record Stopped(long line, String reason, String message) {}
}

package fr.paraphe.intake;

import static java.util.Objects.requireNonNull;

import fr.paraphe.problem.Refusal;

/** Why an import was not begun, or not carried to the end. */
public final class ImportRefused extends Refusal {

    private ImportRefused(String type, int status, Object... arguments) {
        super(type, status, arguments);
    }

    /** None such, or of an account that the asker does not see. */
    public static ImportRefused unknown() {
        return new ImportRefused("import-unknown", 404);
    }

    static ImportRefused tooLarge(long maxBytes) {
        return new ImportRefused("import-too-large", 413, maxBytes / 1_048_576);
    }

    /** The file could not be read to its end: the report says from where on, and what went in before. */
    public static ImportRefused unreadable(ImportReport report) {
        var stopped = requireNonNull(report.stopped());
        var refusal = new ImportRefused("import-unreadable", 422, stopped.line(), stopped.message());
        refusal.with("report", report);
        return refusal;
    }

    public static ImportRefused agentsAndManagersAlone() {
        return new ImportRefused("import-agents-and-managers-alone", 403);
    }

    public static ImportRefused unknownCharset() {
        return new ImportRefused("import-charset-unknown", 415);
    }
}

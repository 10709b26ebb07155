package fr.paraphe.intake;

import java.util.List;

/** A file that cannot be read, or not further than this line. */
final class UnreadableFile extends Exception {

    private final long line;
    private final String reason;
    private final transient List<String> details;

    /** @param reason the text is {@code intake.file.<reason>} with the details as {@code {0}} */
    UnreadableFile(long line, String reason, List<String> details) {
        super(reason);
        this.line = line;
        this.reason = reason;
        this.details = details;
    }

    UnreadableFile(long line, String reason) {
        this(line, reason, List.of());
    }

    long line() {
        return line;
    }

    String reason() {
        return reason;
    }

    String details() {
        return String.join(", ", details);
    }
}

package fr.paraphe.intake;

import java.util.Locale;
import java.util.Optional;

/** How a file is written. */
public enum ImportFormat {
    /** With a header line; separated by semicolons, commas or tabs. */
    CSV,
    /** An array of objects, or objects one after the other. */
    JSON;

    static Optional<ImportFormat> ofFile(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".csv") || lower.endsWith(".txt")) {
            return Optional.of(CSV);
        }
        return lower.endsWith(".json") || lower.endsWith(".ndjson") || lower.endsWith(".jsonl")
                ? Optional.of(JSON)
                : Optional.empty();
    }

    /** The format that the name of an uploaded file tells; CSV if it tells none. */
    public static ImportFormat guessedFrom(String fileName) {
        return ofFile(fileName).orElse(CSV);
    }
}

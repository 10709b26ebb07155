package fr.paraphe.intake;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a file is about. */
public enum ImportSubject {
    PARTNERS("partners", "partenaires"),
    CONTRACTS("contracts", "contrats");

    private final String english;
    private final String french;

    ImportSubject(String english, String french) {
        this.english = english;
        this.french = french;
    }

    /** The name in addresses and message keys: {@code partners}. */
    public String slug() {
        return english;
    }

    public static Optional<ImportSubject> ofSlug(String slug) {
        return Stream.of(values())
                .filter(subject -> subject.english.equals(slug))
                .findFirst();
    }

    /** What a file of this name holds: {@code partenaires-2026-09.csv}, {@code contracts.json}. */
    static Optional<ImportSubject> ofFile(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(subject -> lower.startsWith(subject.french) || lower.startsWith(subject.english))
                .findFirst();
    }
}

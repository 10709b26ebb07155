package fr.paraphe.vault;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which documents of a vault are meant; what is null or false does not narrow.
 *
 * @param text words in the name or in the type's label, whatever their accents and case
 * @param type code of a type
 * @param from first day of filing, in Paris
 * @param to last day of filing
 * @param toSign only those that await their partner's signature
 * @param unread only those that their partner has not opened
 */
public record DocumentFilter(
        @Nullable String text,
        @Nullable String type,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        boolean toSign,
        boolean unread) {

    public static final DocumentFilter ALL = new DocumentFilter(null, null, null, null, false, false);

    public DocumentFilter {
        text = blankToNull(text);
        type = blankToNull(type);
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}

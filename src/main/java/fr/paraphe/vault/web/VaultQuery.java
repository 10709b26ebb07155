package fr.paraphe.vault.web;

import fr.paraphe.vault.DocumentFilter;
import fr.paraphe.vault.DocumentId;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What an address asks of a vault; an absent or empty parameter does not narrow. */
record VaultQuery(
        @Parameter(description = "Words in the name or the type; accents and case do not count") @Nullable
        String text,

        @Parameter(description = "Code of a document type") @Nullable
        String type,

        @Parameter(description = "First day of filing, 2026-09-01") @DateTimeFormat(iso = ISO.DATE) @Nullable
        LocalDate from,

        @Parameter(description = "Last day of filing, 2026-09-30") @DateTimeFormat(iso = ISO.DATE) @Nullable
        LocalDate to,

        @Parameter(description = "true: those that await the partner's signature") @Nullable
        Boolean toSign,

        @Parameter(description = "true: those that the partner has not opened") @Nullable
        Boolean unread,

        @Parameter(description = "The page after this place: follow `next`") @Nullable
        Long after) {

    DocumentFilter filter() {
        return new DocumentFilter(text, type, from, to, Boolean.TRUE.equals(toSign), Boolean.TRUE.equals(unread));
    }

    @Nullable
    DocumentId place() {
        return after == null ? null : new DocumentId(after);
    }

    /** The address of the next page, relative to this one; null on the last. */
    static @Nullable String next(@Nullable DocumentId place) {
        return place == null
                ? null
                : "?"
                        + ServletUriComponentsBuilder.fromCurrentRequest()
                                .replaceQueryParam("after", place.value())
                                .build()
                                .getQuery();
    }
}

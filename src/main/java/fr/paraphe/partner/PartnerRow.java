package fr.paraphe.partner;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/**
 * A partner as the business software knows it. Blank is the same as absent; a mail or a phone may be wrong, which is
 * what the review of recipients is for.
 *
 * @param reference the software's own name for the partner, unique in the account
 * @param familyName or the company's name
 * @param language {@code fr} or {@code en}; null: French
 * @param contactLocked the software alone changes mail and phone
 */
public record PartnerRow(
        @Nullable String reference,
        @Nullable PartnerKind kind,
        @Nullable String familyName,
        @Nullable String givenName,
        @Nullable String language,
        @Nullable String mail,
        @Nullable String phone,
        boolean contactLocked) {

    public PartnerRow {
        reference = filled(reference);
        familyName = filled(familyName);
        givenName = filled(givenName);
        language = requireNonNullElse(filled(language), "fr");
        mail = filled(mail);
        phone = filled(phone);
    }

    private static @Nullable String filled(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}

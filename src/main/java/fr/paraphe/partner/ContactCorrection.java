package fr.paraphe.partner;

import org.jspecify.annotations.Nullable;

/**
 * What a mail and a phone should become.
 *
 * @param mail null: stays as it is; blank: is removed
 * @param phone null: stays as it is; blank: is removed; else as a person types it
 */
public record ContactCorrection(
        @Nullable String mail, @Nullable String phone) {

    @Nullable
    String mailInsteadOf(@Nullable String current) {
        return corrected(current, mail);
    }

    @Nullable
    String phoneInsteadOf(@Nullable String current) {
        return corrected(current, phone);
    }

    private static @Nullable String corrected(@Nullable String current, @Nullable String typed) {
        if (typed == null) {
            return current;
        }
        return typed.isBlank() ? null : typed.strip();
    }
}

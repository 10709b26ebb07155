package fr.paraphe.proposal;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A SIREN (9 digits) or a SIRET (14: a SIREN and the number of an establishment), checked by its key. INSEE gives both
 * keys by Luhn's formula; La Poste has more establishments than that leaves room for, so that theirs are valid too when
 * the sum of the digits is a multiple of 5.
 */
public record CompanyIdentifier(String value) {

    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\u00A0\\u202F.]");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{9}|[0-9]{14}");
    private static final int SIREN_LENGTH = 9;
    private static final String LA_POSTE = "356000000";

    /** What was typed, with or without spaces; empty if no company can have it. */
    public static Optional<CompanyIdentifier> of(String typed) {
        var digits = SEPARATORS.matcher(typed).replaceAll("");
        return DIGITS.matcher(digits).matches() && isValid(digits)
                ? Optional.of(new CompanyIdentifier(digits))
                : Optional.empty();
    }

    public boolean isSiret() {
        return value.length() > SIREN_LENGTH;
    }

    /** {@code 732 829 320 00074} */
    public String spaced() {
        var siren = value.substring(0, 3) + " " + value.substring(3, 6) + " " + value.substring(6, SIREN_LENGTH);
        return isSiret() ? siren + " " + value.substring(SIREN_LENGTH) : siren;
    }

    private static boolean isValid(String digits) {
        if (digits.chars().allMatch(digit -> digit == '0')) {
            return false;
        }
        var siren = digits.substring(0, SIREN_LENGTH);
        if (digits.length() == SIREN_LENGTH) {
            return luhn(siren) % 10 == 0;
        }
        return luhn(siren) % 10 == 0
                && (luhn(digits) % 10 == 0
                        || siren.equals(LA_POSTE)
                                && digits.chars()
                                                        .map(Character::getNumericValue)
                                                        .sum()
                                                % 5
                                        == 0);
    }

    private static int luhn(String digits) {
        var sum = 0;
        for (var place = 0; place < digits.length(); place++) {
            var digit = Character.getNumericValue(digits.charAt(digits.length() - 1 - place));
            var weighed = place % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum;
    }
}

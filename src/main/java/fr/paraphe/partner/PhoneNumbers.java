package fr.paraphe.partner;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads phone numbers as people in France type them. */
public final class PhoneNumbers {

    /** A national number is looked for in metropolitan France first, then overseas. */
    private static final List<String> REGIONS = List.of("FR", "GP", "MQ", "GF", "RE", "YT", "PM");

    /** Letters are refused before parsing: the library would drop the O of "O6 12 34 56 78" and guess the rest. */
    private static final Pattern TYPED = Pattern.compile("\\+?[0-9().\\-/]+");

    /** Spaces of all widths, and the marks that contact applications copy along with a number. */
    private static final Pattern UNSEEN = Pattern.compile("[\\h\\p{Cf}]");

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private PhoneNumbers() {}

    /**
     * A number that was read.
     *
     * @param mobile E.164, null if no SMS can be sent
     * @param problem why not
     */
    public record PhoneNumber(
            @Nullable String mobile, @Nullable ContactProblem problem) {}

    public static PhoneNumber parse(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return unusable(ContactProblem.MISSING);
        }
        return read(UNSEEN.matcher(typed).replaceAll(""))
                .map(PhoneNumbers::judge)
                .orElseGet(() -> unusable(ContactProblem.INVALID));
    }

    private static PhoneNumber judge(Phonenumber.PhoneNumber number) {
        return switch (NUMBERS.getNumberType(number)) {
            case MOBILE, FIXED_LINE_OR_MOBILE -> new PhoneNumber(NUMBERS.format(number, PhoneNumberFormat.E164), null);
            default -> unusable(ContactProblem.LANDLINE);
        };
    }

    private static PhoneNumber unusable(ContactProblem problem) {
        return new PhoneNumber(null, problem);
    }

    private static Optional<Phonenumber.PhoneNumber> read(String typed) {
        if (!TYPED.matcher(typed).matches()) {
            return Optional.empty();
        }
        return REGIONS.stream()
                .flatMap(region -> readIn(region, typed).stream())
                .findFirst();
    }

    private static Optional<Phonenumber.PhoneNumber> readIn(String region, String typed) {
        try {
            return Optional.of(NUMBERS.parse(typed, region)).filter(NUMBERS::isValidNumber);
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }
}

package fr.paraphe.proposal;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A company's name, as two of them are compared: exactly, case included (S-08).
 *
 * <p>What nobody can see must not tell two names apart. So a name is composed (NFC), has no space around it and single
 * plain ones in it. What hides in a text or is no writing is no part of a name: control, formatting and zero-width
 * characters, unassigned and private ones, emoji; and letters come from one script, since a Cyrillic А looks as a Latin
 * A.
 */
public record CompanyName(String value) {

    static final int LONGEST = 200;

    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");
    /** Also the fillers that count as letters, and the selectors that count as accents, though neither shows. */
    private static final Pattern HIDDEN =
            Pattern.compile("[\\p{C}\\p{Me}\\u034F\\u115F\\u1160\\u3164\\uFFA0\\uFE00-\\uFE0F]");

    /** Symbols, of which emoji are some; these few stand in names of companies. */
    private static final Pattern PICTURE = Pattern.compile("[\\p{So}&&[^°©®™]]|[\\x{1F3FB}-\\x{1F3FF}]");

    private static final Pattern WRITTEN = Pattern.compile("[\\p{L}\\p{N}]");
    private static final Set<UnicodeScript> ANY_SCRIPT =
            Set.of(UnicodeScript.COMMON, UnicodeScript.INHERITED, UnicodeScript.UNKNOWN);

    /** What was typed; empty if it is no name, by the rule above. */
    public static Optional<CompanyName> of(String typed) {
        var name = SPACES.matcher(Normalizer.normalize(typed, Form.NFC))
                .replaceAll(" ")
                .strip();
        var good = !name.isEmpty()
                && name.length() <= LONGEST
                && !HIDDEN.matcher(name).find()
                && !PICTURE.matcher(name).find()
                && WRITTEN.matcher(name).find()
                && scripts(name).size() <= 1;
        return good ? Optional.of(new CompanyName(name)) : Optional.empty();
    }

    /** Whether they differ by case, spaces or the shape of a character alone, as "DUPONT" and "Ｄｕｐｏｎｔ". */
    boolean looksLike(CompanyName other) {
        return shape().equals(other.shape());
    }

    private String shape() {
        var plain =
                Normalizer.normalize(value, Form.NFKC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return SPACES.matcher(plain).replaceAll("");
    }

    private static Set<UnicodeScript> scripts(String name) {
        return name.codePoints()
                .filter(Character::isLetter)
                .mapToObj(UnicodeScript::of)
                .filter(script -> !ANY_SCRIPT.contains(script))
                .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return value;
    }
}

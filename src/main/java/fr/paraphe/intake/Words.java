package fr.paraphe.intake;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Words as people and programs write them: {@code Date de début}, {@code dateDebut} and {@code DATE_DEBUT} are one. */
final class Words {

    private static final Pattern ANYTHING_BUT_LETTERS_AND_DIGITS = Pattern.compile("[^a-z0-9]");

    private Words() {}

    /** Lower case, without accents, spaces and signs. */
    static String plain(String word) {
        var decomposed = Normalizer.normalize(word, Form.NFD).toLowerCase(Locale.ROOT);
        return ANYTHING_BUT_LETTERS_AND_DIGITS.matcher(decomposed).replaceAll("");
    }

    /** Each of these words, and each constant's own name, means that constant. */
    static <E extends Enum<E>> Map<String, E> meaning(Class<E> type, Map<String, E> words) {
        var meanings = new HashMap<String, E>();
        words.forEach((word, constant) -> meanings.put(plain(word), constant));
        for (var constant : type.getEnumConstants()) {
            meanings.put(plain(constant.name()), constant);
        }
        return Map.copyOf(meanings);
    }
}

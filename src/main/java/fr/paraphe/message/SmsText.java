package fr.paraphe.message;

import static com.cloudhopper.commons.charset.CharsetUtil.CHARSET_GSM;

import com.cloudhopper.commons.charset.GSMCharset;
import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a text costs as an SMS. Operators bill segments, not messages: a text made only of GSM-7 characters (GSM 03.38)
 * holds 160 of them, or 153 in each part of a longer one; any other character makes the whole text UCS-2, 70 or 67.
 *
 * <p>Counts as Twilio's own calculator does: {@code € [ ] { } ~ ^ | \} take two places in GSM-7, and a character that
 * takes several places is never cut in two by the end of a segment.
 */
public final class SmsText {

    private static final Pattern VISIBLE_CHARACTERS = Pattern.compile("\\r|\\n|\\X");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACES_INSIDE_GUILLEMETS = Pattern.compile("(?<=«)[\\h]+|[\\h]+(?=»)");
    private static final Pattern NUMERO = Pattern.compile("(?<=\\b[nN])°");

    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("œ", "oe"),
            Map.entry("Œ", "OE"),
            Map.entry("’", "'"),
            Map.entry("‘", "'"),
            Map.entry("“", "\""),
            Map.entry("”", "\""),
            Map.entry("«", "\""),
            Map.entry("»", "\""),
            Map.entry("‹", "'"),
            Map.entry("›", "'"),
            Map.entry("–", "-"),
            Map.entry("—", "-"),
            Map.entry("‐", "-"),
            Map.entry("‑", "-"),
            Map.entry("−", "-"),
            Map.entry("•", "-"),
            Map.entry("·", "."),
            Map.entry("×", "x"),
            Map.entry("\t", " "),
            Map.entry("\u00AD", ""),
            Map.entry("\u200B", ""),
            Map.entry("\uFEFF", ""));

    private SmsText() {}

    /** How many segments the text is billed as, for each recipient; an empty text is none. */
    public static int segments(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        return GSMCharset.canRepresent(text)
                ? segments(text.chars().map(SmsText::gsmPlaces), 160, 153)
                : segments(VISIBLE_CHARACTERS.matcher(text).results().mapToInt(SmsText::ucs2Places), 70, 67);
    }

    /**
     * The same text written with GSM-7 characters only, if that takes fewer segments: {@code ç} becomes {@code c},
     * {@code œ} becomes {@code oe}, while {@code à é è ù} cost nothing and stay. It is for a person to accept: nothing
     * applies it by itself.
     *
     * @return empty if the text is as cheap as it gets, or holds something that GSM-7 has no spelling for
     */
    public static Optional<CheaperSpelling> cheaperSpelling(String text) {
        var before = segments(text);
        var spelling = gsmSpelling(text);
        var after = segments(spelling);
        return GSMCharset.canRepresent(spelling) && after < before
                ? Optional.of(new CheaperSpelling(spelling, before, after))
                : Optional.empty();
    }

    /**
     * @param text what to send instead
     * @param segmentsBefore segments for each recipient as the text stands
     * @param segmentsAfter segments for each recipient with this spelling; fewer than before
     */
    public record CheaperSpelling(String text, int segmentsBefore, int segmentsAfter) {}

    private static int segments(IntStream places, int single, int part) {
        var characters = places.toArray();
        if (IntStream.of(characters).sum() <= single) {
            return 1;
        }
        var segments = 1;
        var taken = 0;
        for (var character : characters) {
            if (taken + character > part) {
                segments++;
                taken = 0;
            }
            taken += character;
        }
        return segments;
    }

    private static int gsmPlaces(int character) {
        return CHARSET_GSM.encode(Character.toString(character)).length;
    }

    private static int ucs2Places(MatchResult visibleCharacter) {
        return visibleCharacter.end() - visibleCharacter.start();
    }

    private static String gsmSpelling(String text) {
        var composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        var tight = SPACES_INSIDE_GUILLEMETS.matcher(composed).replaceAll("");
        var numbered = NUMERO.matcher(tight).replaceAll("o");
        return VISIBLE_CHARACTERS.matcher(numbered).replaceAll(found -> {
            var character = found.group();
            return Matcher.quoteReplacement(GSMCharset.canRepresent(character) ? character : gsmSpellingOf(character));
        });
    }

    private static String gsmSpellingOf(String character) {
        var spelling = SPELLINGS.get(character);
        return spelling != null
                ? spelling
                : MARKS.matcher(Normalizer.normalize(character, Normalizer.Form.NFKD))
                        .replaceAll("");
    }
}

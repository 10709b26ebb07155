package fr.paraphe.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A place in the list of signatures made here. Others see it as a word that says nothing.
 *
 * @param transaction the one that added the last signature read
 * @param id of that signature
 */
record SignatureCursor(long transaction, long id) {

    static final SignatureCursor BEGINNING = new SignatureCursor(0, 0);

    private static final Pattern TEXT = Pattern.compile("1-(\\d{1,18})-(\\d{1,18})");

    /** @throws SignaturesRefused if it is none of ours */
    static SignatureCursor parse(String word) {
        try {
            var text = TEXT.matcher(new String(Base64.getUrlDecoder().decode(word), US_ASCII));
            if (!text.matches()) {
                throw SignaturesRefused.unknownCursor();
            }
            return new SignatureCursor(Long.parseLong(text.group(1)), Long.parseLong(text.group(2)));
        } catch (IllegalArgumentException e) {
            throw SignaturesRefused.unknownCursor();
        }
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("1-%d-%d".formatted(transaction, id).getBytes(US_ASCII));
    }
}

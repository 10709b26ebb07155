package fr.paraphe.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said, in one language, as plain text; a mail's HTML is made from it.
 *
 * @param subject of a mail, on one line; {@code null} for an SMS
 * @param body paragraphs are separated by an empty line; {@code [[word]]} stands for a recipient's {@link PersonalPart}
 */
public record MessageText(@Nullable String subject, String body) {

    private static final int VERSION_BYTES = 6;

    /** @throws MessageRefused if the body is empty, or the subject could break out of its header */
    public MessageText {
        if (body.isBlank()) {
            throw MessageRefused.empty();
        }
        if (subject != null && subject.chars().anyMatch(Character::isISOControl)) {
            throw MessageRefused.lineBreakInSubject();
        }
    }

    /**
     * Twelve hexadecimal digits that tell these texts from the ones before and after them: part of a dispatch's key.
     */
    public static String version(Map<Locale, MessageText> texts) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256").digest(texts.toString().getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The same with each {@code [[word]]} of the body replaced. */
    MessageText with(Map<String, String> words) {
        var personal = body;
        for (var word : words.entrySet()) {
            personal = personal.replace("[[" + word.getKey() + "]]", word.getValue());
        }
        return new MessageText(subject, personal);
    }
}

package fr.paraphe.message;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said, in one language, as plain text; a mail's HTML is made from it.
 *
 * @param subject of a mail, on one line; {@code null} for an SMS
 * @param body paragraphs are separated by an empty line; {@code [[word]]} stands for a recipient's {@link PersonalPart}
 */
public record MessageText(@Nullable String subject, String body) {

    /** @throws MessageRefused if the body is empty, or the subject could break out of its header */
    public MessageText {
        if (body.isBlank()) {
            throw MessageRefused.empty();
        }
        if (subject != null && subject.chars().anyMatch(Character::isISOControl)) {
            throw MessageRefused.lineBreakInSubject();
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

package fr.paraphe.proposal;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What may stand between braces in a template: {@code {{societe}}}. Names are French as the people who write them are;
 * {@code proposal.field.<name>} in the message files says what each is.
 */
public enum TemplateField {
    COMPANY("societe", false),
    OPERATOR("operateur", false),
    LOCATION("lieu", false),
    NUMBER("numero", false),
    SENT_ON("date_envoi", false),
    START("date_debut", true),
    DURATION("duree", true),
    DESKS("postes", true),
    RENT("loyer", true),
    DEPOSIT("depot", true),
    NOTICE("preavis", true);

    private static final int LONGEST_ENTRY = 200;

    private final String word;
    private final boolean entered;

    TemplateField(String word, boolean entered) {
        this.word = word;
        this.entered = entered;
    }

    public String word() {
        return word;
    }

    /** As it stands in a text. */
    public String braced() {
        return "{{" + word + "}}";
    }

    /** Whether it is entered for each contract; what is not is known. */
    public boolean isEntered() {
        return entered;
    }

    /** Whether this may stand in its place: something on one line that a document can hold. */
    boolean takes(String entry) {
        return entered
                && !entry.isEmpty()
                && entry.length() <= LONGEST_ENTRY
                && entry.chars().noneMatch(Character::isISOControl)
                && Section.isWritable(entry);
    }

    static Optional<TemplateField> ofWord(String word) {
        return Stream.of(values()).filter(field -> field.word.equals(word)).findFirst();
    }
}

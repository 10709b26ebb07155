package fr.paraphe.proposal;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What may stand between braces in a template: {@code {{societe}}}. Names are French as the people who write them are;
 * {@code proposal.field.<name>} in the message files says what each is.
 */
public enum TemplateField {
    COMPANY("societe", null),
    OPERATOR("operateur", null),
    LOCATION("lieu", null),
    NUMBER("numero", null),
    SENT_ON("date_envoi", null),
    START("date_debut", Entry.DATE),
    DURATION("duree", Entry.TEXT),
    DESKS("postes", Entry.TEXT),
    RENT("loyer", Entry.AMOUNT),
    DEPOSIT("depot", Entry.AMOUNT),
    NOTICE("preavis", Entry.TEXT);

    private static final int LONGEST_ENTRY = 200;

    private final String word;
    private final @Nullable Entry entry;

    TemplateField(String word, @Nullable Entry entry) {
        this.word = word;
        this.entry = entry;
    }

    /** What may be entered; each has the last part of the key of the text that says so. */
    private enum Entry {
        TEXT("entry") {
            @Override
            Optional<String> read(String typed) {
                var good = !typed.isEmpty()
                        && typed.length() <= LONGEST_ENTRY
                        && typed.chars().noneMatch(Character::isISOControl)
                        && Section.isWritable(typed);
                return good ? Optional.of(typed) : Optional.empty();
            }
        },
        DATE("entry.date") {
            @Override
            Optional<String> read(String typed) {
                try {
                    return Optional.of(PRINTED.format(LocalDate.parse(typed, typed.contains("/") ? FRENCH : ISO)));
                } catch (DateTimeParseException e) {
                    return Optional.empty();
                }
            }
        },
        /** It stands in the contract as it was typed. */
        AMOUNT("entry.amount") {
            @Override
            Optional<String> read(String typed) {
                return AMOUNTS.matcher(typed).matches() ? Optional.of(typed) : Optional.empty();
            }
        };

        private static final DateTimeFormatter PRINTED = DateTimeFormatter.ofPattern("dd/MM/uuuu");
        private static final DateTimeFormatter FRENCH =
                strict(new DateTimeFormatterBuilder().appendPattern("d/M/").appendValue(ChronoField.YEAR, 4));
        private static final DateTimeFormatter ISO = strict(
                new DateTimeFormatterBuilder().appendValue(ChronoField.YEAR, 4).appendPattern("-MM-dd"));
        private static final Pattern AMOUNTS = Pattern.compile(
                "(\\d{1,9}|\\d{1,3}(\\h\\d{3}){1,2})([.,]\\d{1,2})?(\\h?(€|EUR|euros?))?(\\h?(HT|TTC))?",
                Pattern.CASE_INSENSITIVE);

        private final String wrong;

        Entry(String wrong) {
            this.wrong = wrong;
        }

        abstract Optional<String> read(String typed);

        private static DateTimeFormatter strict(DateTimeFormatterBuilder builder) {
            return builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
        }
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
        return entry != null;
    }

    /** What stands in its place for what was typed: a date, an amount, or one line of text; empty: it is not that. */
    Optional<String> read(String typed) {
        return entry == null ? Optional.empty() : entry.read(typed.strip());
    }

    /** The last part of the key of the text that says what is to be entered. */
    String wrong() {
        return entry == null ? Entry.TEXT.wrong : entry.wrong;
    }

    static Optional<TemplateField> ofWord(String word) {
        return Stream.of(values()).filter(field -> field.word.equals(word)).findFirst();
    }
}

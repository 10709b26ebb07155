package fr.paraphe.proposal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A section of a template or of a contract. A field is replaced by its value and by nothing else: neither the text nor
 * a value is ever run as an expression, nor looked through again.
 *
 * @param text paragraphs, separated by an empty line; empty for a section of a PDF
 */
public record Section(String title, String text) {

    private static final Pattern PARAGRAPHS = Pattern.compile("\\R\\s*\\R");
    /** What no document can hold, be it never to be seen. */
    private static final Pattern UNWRITABLE = Pattern.compile("[\\p{Cntrl}&&[^\\n\\r\\t]]|[\\p{Cs}\\uFFFE\\uFFFF]");

    private static final Pattern FIELD = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");

    /** Whether a document can hold this text. */
    static boolean isWritable(String text) {
        return !UNWRITABLE.matcher(text).find();
    }

    public List<String> paragraphs() {
        return PARAGRAPHS.splitAsStream(text).filter(part -> !part.isBlank()).toList();
    }

    /** The words between braces that are none of the fields. */
    Set<String> unknownWords() {
        return words(word -> TemplateField.ofWord(word).isEmpty());
    }

    /** The fields that stand in these sections. */
    static Set<TemplateField> fields(List<Section> sections) {
        var found = new LinkedHashSet<TemplateField>();
        for (var section : sections) {
            section.words(word -> true)
                    .forEach(word -> TemplateField.ofWord(word).ifPresent(found::add));
        }
        return found;
    }

    /** With each field's value in its place. */
    Section filled(Map<TemplateField, String> values) {
        return new Section(filled(title, values), filled(text, values));
    }

    private Set<String> words(Function<String, Boolean> wanted) {
        var found = new LinkedHashSet<String>();
        var fields = FIELD.matcher(title + "\n" + text);
        while (fields.find()) {
            if (wanted.apply(fields.group(1))) {
                found.add(fields.group(1));
            }
        }
        return found;
    }

    private static String filled(String text, Map<TemplateField, String> values) {
        return FIELD.matcher(text)
                .replaceAll(field -> Matcher.quoteReplacement(
                        TemplateField.ofWord(field.group(1)).map(values::get).orElse(field.group())));
    }
}

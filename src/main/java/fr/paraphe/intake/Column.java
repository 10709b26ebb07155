package fr.paraphe.intake;

import java.util.List;

/**
 * A value of a row.
 *
 * @param field its stable name, in JSON and in reports
 * @param names what else a header may call it
 */
record Column(String field, boolean mandatory, List<String> names) {

    static Column mandatory(String field, String... names) {
        return new Column(field, true, List.of(names));
    }

    static Column optional(String field, String... names) {
        return new Column(field, false, List.of(names));
    }

    boolean isCalled(String plainWord) {
        return Words.plain(field).equals(plainWord)
                || names.stream().map(Words::plain).anyMatch(plainWord::equals);
    }
}

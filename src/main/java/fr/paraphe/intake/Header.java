package fr.paraphe.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a file is which.
 *
 * @param fields by position; null: a column that means nothing here
 */
record Header(List<@Nullable String> fields, Map<String, String> calledInFile, Set<String> unknown) {

    private static final int LONGEST_NAME = 60;

    /** @throws UnreadableFile if a mandatory column is missing or a column comes twice */
    static Header of(Iterable<String> names, long line, List<Column> columns) throws UnreadableFile {
        var fields = new ArrayList<@Nullable String>();
        var called = new LinkedHashMap<String, String>();
        var unknown = new LinkedHashSet<String>();
        for (var name : names) {
            var column = meaning(name, columns);
            fields.add(column.map(Column::field).orElse(null));
            if (column.isEmpty()) {
                unknown.add(shown(name));
            } else if (called.put(column.get().field(), shown(name)) != null) {
                throw new UnreadableFile(
                        line, "column-twice", List.of(column.get().field()));
            }
        }
        unknown.remove("");
        var missing = columns.stream()
                .filter(Column::mandatory)
                .map(Column::field)
                .filter(field -> !called.containsKey(field))
                .toList();
        if (!missing.isEmpty()) {
            throw new UnreadableFile(line, "columns-missing", missing);
        }
        return new Header(fields, called, unknown);
    }

    static Optional<Column> meaning(String name, List<Column> columns) {
        var plain = Words.plain(name);
        return columns.stream().filter(column -> column.isCalled(plain)).findFirst();
    }

    /** A name as a report repeats it. */
    static String shown(String name) {
        var stripped = name.strip().replaceAll("\\p{Cntrl}", " ");
        return stripped.length() <= LONGEST_NAME ? stripped : stripped.substring(0, LONGEST_NAME) + "…";
    }
}

package fr.paraphe.intake;

import fr.paraphe.account.AccountId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A subject of imports: the columns of its files, what a row says, and how a batch of rows is stored. Where rows may
 * name documents, {@code beside} is the folder that holds them; null: there is none, and no such column.
 *
 * @param <T> what a row says, ready to be stored
 */
abstract class Importable<T> {

    /** What no database takes, or what a wrongly declared encoding left behind. */
    private static final Pattern UNREADABLE = Pattern.compile("[\\x00\\uFFFD]");

    abstract ImportSubject subject();

    abstract List<Column> columns(@Nullable Path beside);

    abstract T read(Row row, @Nullable Path beside) throws WrongCell;

    /** Stores what can be stored, in the caller's transaction, and tells what became of each, in the same order. */
    abstract List<RowOutcome> store(AccountId account, List<T> rows, String by);

    /** Files the documents of rows that are stored for good; those that are filed already stay as they are. */
    void fileDocuments(AccountId account, List<Row> rows, @Nullable Path beside, String by) throws IOException {}

    /** Reads and stores a batch of rows; one bad row keeps no other from being stored. */
    final List<RowOutcome> take(AccountId account, List<Row> rows, @Nullable Path beside, String by) {
        var outcomes = new ArrayList<@Nullable RowOutcome>(rows.size());
        var readable = new ArrayList<T>(rows.size());
        for (var row : rows) {
            try {
                readable.add(readChecked(row, beside));
                outcomes.add(null);
            } catch (WrongCell e) {
                outcomes.add(e.outcome());
            }
        }
        var stored = store(account, readable, by).iterator();
        return outcomes.stream()
                .map(refused -> refused == null ? stored.next() : refused)
                .toList();
    }

    private T readChecked(Row row, @Nullable Path beside) throws WrongCell {
        if (row.flaw() != null) {
            throw new WrongCell(row.flaw());
        }
        for (var column : columns(beside)) {
            var text = row.text(column);
            if (column.mandatory() && text == null) {
                throw new WrongCell(column, "missing");
            }
            if (text != null && UNREADABLE.matcher(text).find()) {
                throw new WrongCell(column, "unreadable-character");
            }
        }
        return read(row, beside);
    }
}

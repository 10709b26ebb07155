package fr.paraphe.intake;

import static java.util.Objects.requireNonNull;

import fr.paraphe.intake.RowLimit.RowTooLong;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The rows below the header line of a CSV file, whatever its separator: semicolon, comma or tab. */
final class CsvRows implements Rows {

    private static final int READ_AHEAD = 16_384;
    private static final char[] SEPARATORS = {';', ',', '\t'};

    private final RowLimit limit;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final Header header;
    private long line = 1;

    CsvRows(Reader text, List<Column> columns, int maxRowLength) throws UnreadableFile, IOException {
        var buffered = new BufferedReader(text, READ_AHEAD);
        var separator = separatorOf(buffered, Math.min(maxRowLength, READ_AHEAD));
        limit = new RowLimit(buffered, maxRowLength, READ_AHEAD);
        parser = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .setTrailingData(true)
                .get()
                .parse(limit);
        records = parser.iterator();
        var first = record();
        if (first == null) {
            throw new UnreadableFile(1, "empty");
        }
        header = Header.of(first, line, columns);
    }

    @Override
    public @Nullable Row next() throws UnreadableFile, IOException {
        var record = record();
        return record == null ? null : row(record);
    }

    private Row row(CSVRecord record) {
        if (record.size() > header.fields().size()) {
            return Row.unreadable(line, "too-many-cells");
        }
        var cells = new HashMap<String, String>();
        for (int position = 0; position < record.size(); position++) {
            var field = header.fields().get(position);
            if (field != null) {
                cells.put(field, record.get(position));
            }
        }
        return new Row(line, cells, null);
    }

    /** The next record that is no empty line, its first line being {@link #line}; null after the last. */
    private @Nullable CSVRecord record() throws UnreadableFile, IOException {
        CSVRecord record;
        do {
            line = parser.getCurrentLineNumber() + 1;
            limit.rowBegins();
            try {
                if (!records.hasNext()) {
                    return null;
                }
                record = records.next();
            } catch (UncheckedIOException e) {
                throw unreadable(requireNonNull(e.getCause()));
            }
        } while (record.size() == 1 && record.get(0).isBlank());
        return record;
    }

    /** Too long is told as such; any other failure of the parser is a quote that is not closed. */
    private UnreadableFile unreadable(IOException e) throws IOException {
        if (e instanceof RowTooLong) {
            return new UnreadableFile(line, "row-too-long");
        }
        if (e instanceof CSVException) {
            return new UnreadableFile(line, "quote-open");
        }
        throw e;
    }

    @Override
    public Map<String, String> calledInFile() {
        return header.calledInFile();
    }

    @Override
    public Set<String> unknownColumns() {
        return header.unknown();
    }

    /** The one that the first line has most of; a semicolon, as French spreadsheets write, if it has none. */
    private static char separatorOf(BufferedReader text, int look) throws IOException {
        text.mark(look + 1);
        var counts = new int[SEPARATORS.length];
        var quoted = false;
        for (int read = 0; read < look; read++) {
            var character = text.read();
            if (character < 0 || (character == '\n' && !quoted && read > 0)) {
                break;
            }
            quoted ^= character == '"';
            for (int i = 0; i < SEPARATORS.length && !quoted; i++) {
                counts[i] += character == SEPARATORS[i] ? 1 : 0;
            }
        }
        text.reset();
        var most = 0;
        for (int i = 1; i < SEPARATORS.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return SEPARATORS[most];
    }
}

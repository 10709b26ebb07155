package fr.paraphe.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects of a JSON array, or the objects of a file one after the other. */
final class JsonRows implements Rows {

    private static final int DEEPEST = 20;
    private static final int MOST_UNKNOWN_TOLD = 50;

    private final List<Column> columns;
    private final JsonParser parser;
    private final Map<String, String> called = new LinkedHashMap<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private final boolean inArray;
    private boolean atFirst;

    JsonRows(Reader text, List<Column> columns, int maxRowLength) throws UnreadableFile, IOException {
        this.columns = columns;
        var constraints = StreamReadConstraints.builder()
                .maxStringLength(maxRowLength)
                .maxNameLength(1000)
                .maxNestingDepth(DEEPEST)
                .build();
        parser = JsonFactory.builder()
                .streamReadConstraints(constraints)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build()
                .createParser(text);
        var first = understood(parser::nextToken);
        if (first == null) {
            throw new UnreadableFile(1, "empty");
        }
        inArray = first == JsonToken.START_ARRAY;
        atFirst = !inArray;
    }

    @Override
    public @Nullable Row next() throws UnreadableFile, IOException {
        return understood(this::read);
    }

    private @Nullable Row read() throws UnreadableFile, IOException {
        var token = atFirst ? parser.currentToken() : parser.nextToken();
        atFirst = false;
        if (token == null || (inArray && token == JsonToken.END_ARRAY)) {
            return null;
        }
        if (token != JsonToken.START_OBJECT) {
            throw new UnreadableFile(line(), "json-no-object");
        }
        return row(line());
    }

    private Row row(long line) throws IOException {
        var cells = new HashMap<String, String>();
        String flaw = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            var column = Header.meaning(name, columns);
            var value = parser.nextToken();
            if (value.isStructStart()) {
                parser.skipChildren();
                flaw = column.isPresent() ? "nested" : flaw;
            } else if (column.isPresent() && value != JsonToken.VALUE_NULL) {
                var field = column.get().field();
                called.put(field, Header.shown(name));
                flaw = cells.put(field, parser.getText()) == null ? flaw : "value-twice";
            }
            if (column.isEmpty() && unknown.size() < MOST_UNKNOWN_TOLD) {
                unknown.add(Header.shown(name));
            }
        }
        return flaw == null ? new Row(line, cells, null) : Row.unreadable(line, flaw);
    }

    private interface Reading<T> {
        @Nullable
        T read() throws UnreadableFile, IOException;
    }

    /** What the parser does not take is told by its line. */
    private <T> @Nullable T understood(Reading<T> reading) throws UnreadableFile, IOException {
        try {
            return reading.read();
        } catch (StreamConstraintsException e) {
            throw new UnreadableFile(line(), "row-too-long");
        } catch (JsonEOFException e) {
            throw new UnreadableFile(line(e), "json-cut-off");
        } catch (JsonProcessingException e) {
            throw new UnreadableFile(line(e), "json-malformed");
        }
    }

    private long line(JsonProcessingException e) {
        return e.getLocation() == null ? line() : e.getLocation().getLineNr();
    }

    private long line() {
        return parser.currentTokenLocation().getLineNr();
    }

    @Override
    public Map<String, String> calledInFile() {
        return called;
    }

    @Override
    public Set<String> unknownColumns() {
        return unknown;
    }
}

package fr.paraphe.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
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
    private boolean firstSeen;

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
        var first = token();
        if (first == null) {
            throw new UnreadableFile(1, "empty");
        }
        inArray = first == JsonToken.START_ARRAY;
        firstSeen = inArray;
    }

    @Override
    public @Nullable Row next() throws UnreadableFile, IOException {
        var token = firstSeen ? token() : parser.currentToken();
        firstSeen = true;
        if (token == null && inArray) {
            throw new UnreadableFile(line(), "json-cut-off");
        }
        if (token == null || (inArray && token == JsonToken.END_ARRAY)) {
            return null;
        }
        if (token != JsonToken.START_OBJECT) {
            throw new UnreadableFile(line(), "json-no-object");
        }
        return row(line());
    }

    private Row row(long line) throws UnreadableFile, IOException {
        var cells = new HashMap<String, String>();
        String flaw = null;
        while (token() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            var column = Header.meaning(name, columns);
            var value = token();
            if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                skip();
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
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new UnreadableFile(line(), "json-cut-off");
        }
        return flaw == null ? new Row(line, cells, null) : Row.unreadable(line, flaw);
    }

    private @Nullable JsonToken token() throws UnreadableFile, IOException {
        try {
            return parser.nextToken();
        } catch (StreamConstraintsException e) {
            throw new UnreadableFile(line(), "row-too-long");
        } catch (JsonProcessingException e) {
            throw new UnreadableFile(
                    e.getLocation() == null ? line() : e.getLocation().getLineNr(), "json-malformed");
        }
    }

    private void skip() throws UnreadableFile, IOException {
        var depth = 1;
        while (depth > 0) {
            var token = token();
            if (token == null) {
                throw new UnreadableFile(line(), "json-cut-off");
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
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

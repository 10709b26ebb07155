package fr.paraphe.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Whatever a file holds, it is read to its end, or refused with a line; nothing else comes of it. */
class RowsFuzzTest {

    private static final int LONGEST_ROW = 500;
    private static final List<Column> COLUMNS =
            List.of(Column.mandatory("reference", "numéro"), Column.optional("mail"), Column.optional("phone"));

    @FuzzTest(maxDuration = "60s")
    @DisplayName("Any CSV is read or refused with its line")
    void csv(@NotNull String text) throws IOException {
        read(text, reader -> new CsvRows(reader, COLUMNS, LONGEST_ROW));
    }

    @FuzzTest(maxDuration = "60s")
    @DisplayName("Any JSON is read or refused with its line")
    void json(@NotNull String text) throws IOException {
        read(text, reader -> new JsonRows(reader, COLUMNS, LONGEST_ROW));
    }

    private interface Format {
        Rows of(StringReader text) throws UnreadableFile, IOException;
    }

    private static void read(String text, Format format) throws IOException {
        try {
            var rows = format.of(new StringReader(text));
            var count = 0;
            var line = 0L;
            for (var row = rows.next(); row != null; row = rows.next()) {
                assertThat(++count).as("rows").isLessThanOrEqualTo(text.length() + 1);
                assertThat(row.line()).as("line").isGreaterThanOrEqualTo(line);
                line = row.line();
            }
        } catch (UnreadableFile e) {
            assertThat(e.line()).isPositive();
            assertThat(e.reason()).isNotBlank();
        }
    }
}

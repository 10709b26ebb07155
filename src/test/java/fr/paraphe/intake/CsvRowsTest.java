package fr.paraphe.intake;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {

    static final Column REFERENCE = Column.mandatory("reference", "référence", "matricule");
    static final Column NAME = Column.mandatory("family_name", "nom", "raison sociale");
    static final List<Column> COLUMNS = List.of(REFERENCE, NAME);

    @ParameterizedTest(name = "separator \"{0}\"")
    @ValueSource(strings = {";", ",", "\t"})
    @DisplayName("§5 The separator is found in the header line")
    void separators(String separator) throws Exception {
        var rows = rows(String.join(separator, "Matricule", "NOM", "Ville") + "\nM1"
                + String.join(separator, "", "Martin", "Lyon") + "\n");

        var row = nextOf(rows);

        assertThat(row.text(REFERENCE)).isEqualTo("M1");
        assertThat(row.text(NAME)).isEqualTo("Martin");
        assertThat(rows.unknownColumns()).containsExactly("Ville");
        assertThat(rows.calledInFile()).containsEntry("reference", "Matricule");
        assertThat(rows.next()).isNull();
    }

    @Test
    @DisplayName("§5 A comma inside a quoted name of the header is no separator")
    void quotedHeader() throws Exception {
        var rows = rows("\"Référence\";\"Nom, ou raison, sociale, longue\";Nom\nA;B;C\n");

        assertThat(nextOf(rows).text(NAME)).isEqualTo("C");
    }

    @ParameterizedTest(name = "line end {index}")
    @ValueSource(strings = {"\n", "\r\n"})
    @DisplayName("§5 A row is told by the line where it begins, after line ends in quotes and empty lines too")
    void lines(String end) throws Exception {
        var text =
                String.join(end, "référence;nom", "A;\"sur" + end + "trois" + end + "lignes\"", "", "B;b", ";", "C;c");

        assertThat(all(rows(text))).extracting(Row::line).containsExactly(2L, 6L, 7L, 8L);
    }

    @Test
    @DisplayName("§5 Quotes inside quotes are one quote; what stands after the closing one is kept")
    void quotes() throws Exception {
        var rows = all(rows("référence;nom\nA;\"Le \"\"Petit\"\" Bar\"\nB;\"Dupont\" & fils\n"));

        assertThat(rows).extracting(row -> row.text(NAME)).containsExactly("Le \"Petit\" Bar", "Dupont & fils");
    }

    @Test
    @DisplayName("§5 A missing mandatory column makes the whole file unreadable, by name")
    void missing() {
        assertThatThrownBy(() -> rows("nom;ville\nMartin;Lyon\n")).isInstanceOfSatisfying(UnreadableFile.class, e -> {
            assertThat(e.reason()).isEqualTo("columns-missing");
            assertThat(e.details()).isEqualTo("reference");
            assertThat(e.line()).isEqualTo(1);
        });
    }

    @Test
    @DisplayName("§5 Two columns of one meaning are refused rather than one chosen")
    void twice() {
        assertThatThrownBy(() -> rows("matricule;nom;Raison sociale\n"))
                .isInstanceOfSatisfying(
                        UnreadableFile.class, e -> assertThat(e.reason()).isEqualTo("column-twice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n  \n"})
    @DisplayName("§5 An empty file is told as such")
    void empty(String text) {
        assertThatThrownBy(() -> rows(text))
                .isInstanceOfSatisfying(
                        UnreadableFile.class, e -> assertThat(e.reason()).isEqualTo("empty"));
    }

    @Test
    @DisplayName("§5 More values than columns spoil their row alone; fewer are empty values")
    void ragged() throws Exception {
        var rows = all(rows("référence;nom\nA;a;x\nB\n"));

        assertThat(rows.get(0).flaw()).isEqualTo("too-many-cells");
        assertThat(rows.get(1).flaw()).isNull();
        assertThat(rows.get(1).text(NAME)).isNull();
    }

    @Test
    @DisplayName("§5 A quote that is never closed stops the reading on its own line")
    void quoteNeverClosed() throws Exception {
        var rows = rows("référence;nom\nA;a\nB;\"b\nC;c\n");

        assertThat(nextOf(rows).text(REFERENCE)).isEqualTo("A");
        assertThatThrownBy(rows::next).isInstanceOfSatisfying(UnreadableFile.class, e -> {
            assertThat(e.reason()).isEqualTo("quote-open");
            assertThat(e.line()).isEqualTo(3);
        });
    }

    @Test
    @DisplayName("§5 A line without end is given up after the longest row, not held")
    void endless() throws Exception {
        var endless = new Endless("référence;nom\nA;a\nB;");
        var rows = new CsvRows(endless, COLUMNS, 10_000);

        assertThat(nextOf(rows).text(REFERENCE)).isEqualTo("A");
        assertThatThrownBy(rows::next).isInstanceOfSatisfying(UnreadableFile.class, e -> {
            assertThat(e.reason()).isEqualTo("row-too-long");
            assertThat(e.line()).isEqualTo(3);
        });
        assertThat(endless.read).isLessThan(100_000);
    }

    /** The next row, which is there. */
    static Row nextOf(Rows rows) throws UnreadableFile, IOException {
        return requireNonNull(rows.next());
    }

    private static Rows rows(String text) throws UnreadableFile, IOException {
        return new CsvRows(new StringReader(text), COLUMNS, 10_000);
    }

    private static List<Row> all(Rows rows) throws UnreadableFile, IOException {
        var all = new ArrayList<Row>();
        for (var row = rows.next(); row != null; row = rows.next()) {
            all.add(row);
        }
        return all;
    }

    /** A start, then the letter x for ever. */
    private static final class Endless extends Reader {
        private final String start;
        private long read;

        Endless(String start) {
            this.start = start;
        }

        @Override
        public int read(char[] buffer, int offset, int length) {
            for (int i = 0; i < length; i++, read++) {
                buffer[offset + i] = read < start.length() ? start.charAt((int) read) : 'x';
            }
            return length;
        }

        @Override
        public void close() {}
    }
}

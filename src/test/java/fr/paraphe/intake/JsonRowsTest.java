package fr.paraphe.intake;

import static fr.paraphe.intake.CsvRowsTest.nextOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRowsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"reference\": \"A\", \"familyName\": \"a\"},\n {\"référence\": 12, \"nom\": null}]",
                "{\"reference\": \"A\", \"family_name\": \"a\"}\n{\"reference\": 12}\n"
            })
    @DisplayName("§5 An array of objects and objects one after the other are the same")
    void shapes(String text) throws Exception {
        var rows = rows(text);

        var first = nextOf(rows);
        assertThat(first.text(CsvRowsTest.REFERENCE)).isEqualTo("A");
        assertThat(first.text(CsvRowsTest.NAME)).isEqualTo("a");
        var second = nextOf(rows);
        assertThat(second.text(CsvRowsTest.REFERENCE)).isEqualTo("12");
        assertThat(second.text(CsvRowsTest.NAME)).isNull();
        assertThat(second.line()).isEqualTo(2);
        assertThat(rows.next()).isNull();
    }

    @Test
    @DisplayName(
            "§5 An object or a list in place of a value spoils its row alone; an unknown one is told and passed over")
    void nested() throws Exception {
        var rows = rows("{\"reference\": {\"a\": [1]}, \"nom\": \"x\"} {\"reference\": \"B\", \"tags\": [[1], {}]}");

        assertThat(nextOf(rows).flaw()).isEqualTo("nested");
        assertThat(nextOf(rows).text(CsvRowsTest.REFERENCE)).isEqualTo("B");
        assertThat(rows.next()).isNull();
        assertThat(rows.unknownColumns()).containsExactly("tags");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[{\"reference\": \"A\"},\\n{\"reference\": }]|json-malformed|2",
                "[{\"reference\": \"A\"}|json-cut-off|1",
                "{\"reference\": \"A\"}\\n{\"reference\"|json-cut-off|2",
                "{\"reference\": \"A\"}\\n12|json-no-object|2",
            })
    @DisplayName("§5 A malformed place stops the reading and is told by its line; what stands before is good")
    void malformed(String text, String reason, long line) throws Exception {
        var rows = rows(text.replace("\\n", "\n"));

        assertThat(nextOf(rows).text(CsvRowsTest.REFERENCE)).isEqualTo("A");
        assertThatThrownBy(rows::next).isInstanceOfSatisfying(UnreadableFile.class, e -> {
            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e.line()).isEqualTo(line);
        });
    }

    @Test
    @DisplayName("§5 A value without end is given up, not held; so is nesting without end")
    void endless() throws Exception {
        var long1 = rows("{\"reference\": \"" + "x".repeat(50_000) + "\"}");
        assertThatThrownBy(long1::next)
                .isInstanceOfSatisfying(
                        UnreadableFile.class, e -> assertThat(e.reason()).isEqualTo("row-too-long"));

        var deep = rows("{\"tags\": " + "[".repeat(5_000));
        assertThatThrownBy(deep::next)
                .isInstanceOfSatisfying(
                        UnreadableFile.class, e -> assertThat(e.reason()).isEqualTo("row-too-long"));
    }

    private static Rows rows(String text) throws UnreadableFile, IOException {
        return new JsonRows(new StringReader(text), CsvRowsTest.COLUMNS, 10_000);
    }
}

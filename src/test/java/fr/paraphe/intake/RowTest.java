package fr.paraphe.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowTest {

    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final Column START = Column.optional("start");

    @ParameterizedTest
    @CsvSource({
        "14/09/2026 08:00, 2026-09-14T06:00:00Z",
        "4/9/2026 8:05, 2026-09-04T06:05:00Z",
        "14/09/2026 08:00:30, 2026-09-14T06:00:30Z",
        "14/09/2026, 2026-09-13T22:00:00Z",
        "14/01/2026, 2026-01-13T23:00:00Z",
        "2026-09-14, 2026-09-13T22:00:00Z",
        "2026-09-14T08:00, 2026-09-14T06:00:00Z",
        "2026-09-14 08:00:00, 2026-09-14T06:00:00Z",
        "2026-09-14T08:00:00.250Z, 2026-09-14T08:00:00.250Z",
        "2026-09-14T08:00:00+02:00, 2026-09-14T06:00:00Z",
        "2026-09-14T08:00-04:00, 2026-09-14T12:00:00Z"
    })
    @DisplayName("§5 A date is French or ISO 8601, in Paris unless it says otherwise")
    void dates(String written, Instant meant) throws WrongCell {
        assertThat(row(written).instant(START, PARIS)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31/02/2026",
                "29/02/2027",
                "14/09/26",
                "09/14/2026",
                "14-09-2026",
                "14/09/2026 25:00",
                "2026-09-14T08",
                "demain",
                "45914",
                "14/09/1026",
                "14/09/2026 08:00 x"
            })
    @DisplayName("§5 What is no date is refused, never guessed")
    void noDates(String written) {
        assertThatThrownBy(() -> row(written).instant(START, PARIS)).isInstanceOf(WrongCell.class);
    }

    @Test
    @DisplayName("§5 The date of a moment is the one in Paris")
    void dateInParis() throws WrongCell {
        assertThat(row("2026-08-31T22:30:00Z").date(START, PARIS)).isEqualTo(LocalDate.of(2026, 9, 1));
    }

    @ParameterizedTest
    @CsvSource({"oui, true", "OUI, true", "Vrai, true", "1, true", "non, false", "false, false", "'  ', false"})
    @DisplayName("§5 Yes and no in both languages; nothing is no")
    void yesAndNo(String written, boolean meant) throws WrongCell {
        assertThat(row(written).yes(START)).isEqualTo(meant);
    }

    private static Row row(String start) {
        return new Row(2, Map.of("start", start), null);
    }
}

package fr.paraphe.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsTextTest {

    @ParameterizedTest(name = "{1} × {0} → {2}")
    @DisplayName("R-27 an SMS is billed by segments: 160 or 153 GSM-7 characters, 70 or 67 others")
    @CsvSource({
        "a, 0, 0", "a, 1, 1", "a, 160, 1", "a, 161, 2", "a, 306, 2", "a, 307, 3", "a, 459, 3", "a, 460, 4",
        "€, 80, 1", "€, 81, 2", "ê, 70, 1", "ê, 71, 2", "ê, 134, 2", "ê, 135, 3", "😀, 35, 1", "😀, 36, 2"
    })
    void segments(String character, int times, int segments) {
        assertThat(SmsText.segments(character.repeat(times))).isEqualTo(segments);
    }

    @ParameterizedTest
    @DisplayName("R-27 characters outside GSM-7 make the whole SMS UCS-2")
    @ValueSource(strings = {"ç", "ê", "ë", "î", "ï", "ô", "û", "œ", "’", "«", "»", "…", "\u00A0", "â", "À", "É\u0301"})
    void forcesUcs2(String character) {
        assertThat(SmsText.segments(character + "a".repeat(70))).isEqualTo(2);
    }

    @ParameterizedTest
    @DisplayName("R-27 accents and signs of GSM-7 cost one place")
    @ValueSource(strings = {"à", "é", "è", "ù", "ì", "ò", "Ç", "É", "@", "£", "\n", "Δ", "_", "æ", "ß"})
    void staysGsm7(String character) {
        assertThat(SmsText.segments(character.repeat(160))).isEqualTo(1);
    }

    @ParameterizedTest
    @DisplayName("R-27 extension characters of GSM-7 cost two places")
    @ValueSource(strings = {"€", "[", "]", "{", "}", "~", "^", "|", "\\", "\f"})
    void extensions(String character) {
        assertThat(SmsText.segments(character + "a".repeat(158))).isEqualTo(1);
        assertThat(SmsText.segments(character + "a".repeat(159))).isEqualTo(2);
    }

    static Stream<Arguments> neverCut() {
        return Stream.of(
                // 306 places, but a two-place sign that would straddle the first end moves to the second segment
                Arguments.of("a".repeat(152) + "€" + "a".repeat(152), 3),
                Arguments.of("a".repeat(151) + "€" + "a".repeat(153), 2),
                // 134 UTF-16 units, but the pair moves
                Arguments.of("ê".repeat(66) + "😀" + "ê".repeat(66), 3),
                Arguments.of("ê".repeat(65) + "😀" + "ê".repeat(67), 2),
                // a family of four is one visible character of eleven units
                Arguments.of("ê".repeat(60) + "👨‍👩‍👧‍👦" + "ê".repeat(57), 3),
                Arguments.of("ê".repeat(66) + "\r\n" + "ê".repeat(66), 2));
    }

    @ParameterizedTest
    @DisplayName("R-27 a character of several places is never cut by the end of a segment")
    @MethodSource
    void neverCut(String text, int segments) {
        assertThat(SmsText.segments(text)).isEqualTo(segments);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @DisplayName("R-27 the cheaper spelling changes only what GSM-7 lacks")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "à é è ù ç ê ë î ï ô û œ Œ | à é è ù c e e i i o u oe OE",
                "l’été, c’est “demain”… | l'été, c'est \"demain\"...",
                "« Intérim Rhône » | \"Intérim Rhone\"",
                "contrat n° 12 – signé | contrat no 12 - signé",
                "du\u00A012\u202Fmai | du 12 mai",
                "ÀÂÊÎÔÛŸ Ç É | AAEIOUY Ç É",
                "e\u0301te\u0302 | éte",
                "prix : 5 € ê | prix : 5 € e",
                "coût $1 \\ ê | cout $1 \\ e"
            })
    void cheaperSpelling(String text, String spelling) {
        var padding = " a".repeat(36);

        assertThat(SmsText.cheaperSpelling(text + padding)).hasValueSatisfying(cheaper -> {
            assertThat(cheaper.text()).isEqualTo(spelling + padding);
            assertThat(cheaper.segmentsBefore()).isEqualTo(2);
            assertThat(cheaper.segmentsAfter()).isEqualTo(1);
        });
    }

    @Test
    @DisplayName("R-27 no spelling is offered when it saves nothing")
    void nothingToSave() {
        assertThat(SmsText.cheaperSpelling("Reçu")).isEmpty();
        assertThat(SmsText.cheaperSpelling("a".repeat(200))).isEmpty();
        assertThat(SmsText.cheaperSpelling("")).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("R-27 no spelling is offered when a character has none")
    @ValueSource(strings = {"😀", "Ж", "12 °C", "中"})
    void noSpelling(String character) {
        assertThat(SmsText.cheaperSpelling(character + "ê".repeat(80))).isEmpty();
    }
}

package fr.paraphe.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DUPONT",
                "DUPONT&DUPONT SAS",
                "L’Étoile d'Or",
                "3 Suisses",
                "Société n° 1",
                "Œuvre & Cie (Lyon)",
                "Рено",
                "C++ Éditions",
                "Marque®"
            })
    @DisplayName("S-08 names that companies have")
    void good(String typed) {
        assertThat(CompanyName.of(typed)).hasValue(new CompanyName(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "&&",
                "DUPONT 🚀",
                "DU\u200BPONT",
                "\uFEFFDUPONT",
                "DUPONT\u202E",
                "DU\nP\u0000",
                "D\u0410MY",
                "Caf\u00E9\uFE0F",
                "1\uFE0F\u20E3 Un",
                "🇫🇷 France",
                "DUPONT\u00AD",
                "\u3164",
                "D\uE000"
            })
    @DisplayName("S-10 no name: nothing, emoji, zero-width and control characters, two alphabets in one word")
    void bad(String typed) {
        assertThat(CompanyName.of(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"  DUPONT |DUPONT", "DUPONT\u00A0SAS|DUPONT SAS", "DUPONT   SAS|DUPONT SAS", "E\u0301lan|\u00C9lan"
            })
    @DisplayName("S-10 what nobody sees makes no other name: leading spaces, wide ones, decomposed accents")
    void same(String typed, String name) {
        assertThat(CompanyName.of(typed)).hasValue(new CompanyName(name));
    }

    @ParameterizedTest
    @CsvSource({
        "DUPONT,Dupont",
        "DUPONT SAS,DUPONTSAS",
        "DUPONT & FILS,Dupont&Fils",
        "ＤＵＰＯＮＴ,DUPONT",
        "ﬁdès,FIDÈS",
        "STRASSE,straße"
    })
    @DisplayName("S-10 differs by case, spaces or the shape of a character alone")
    void alike(String one, String other) {
        assertThat(name(one)).isNotEqualTo(name(other));
        assertThat(name(one).looksLike(name(other))).isTrue();
    }

    @Test
    @DisplayName("S-10 another company is another company")
    void different() {
        assertThat(name("DUPONT").looksLike(name("DURAND"))).isFalse();
        assertThat(name("Elan").looksLike(name("Élan"))).isFalse();
    }

    private static CompanyName name(String typed) {
        return CompanyName.of(typed).orElseThrow();
    }
}

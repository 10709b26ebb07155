package fr.paraphe.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyIdentifierTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "73282932000074",
                "732 829 320 00074",
                "732\u00A0829\u202F320 00074",
                "732829320",
                "35600000049837",
                "35600000000048",
                "356000000"
            })
    @DisplayName("S-04 §6 SIREN and SIRET that exist, La Poste's establishments among them")
    void valid(String typed) {
        assertThat(CompanyIdentifier.of(typed)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "73282932000075",
                "732829321",
                "35600000049838",
                "7328293200007",
                "732829320000741",
                "7328293200007A",
                "",
                "000000000",
                "00000000000000",
                "７３２８２９３２０",
                "73282932100006"
            })
    @DisplayName("S-04 §6 a wrong SIRET, a wrong key, too few digits, a letter, digits of another script, nothing")
    void invalid(String typed) {
        assertThat(CompanyIdentifier.of(typed)).isEmpty();
    }

    @Test
    @DisplayName("S-04 a number is written in groups, as INSEE does")
    void spaced() {
        assertThat(CompanyIdentifier.of("73282932000074").orElseThrow().spaced())
                .isEqualTo("732 829 320 00074");
        assertThat(CompanyIdentifier.of("732829320").orElseThrow().isSiret()).isFalse();
    }
}

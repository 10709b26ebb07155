package fr.paraphe.partner;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"jean-louis@dupont.fr", "j.l+paie@mail.dupont.co.uk", "o'brien@example.com", "JLD@DUPONT.FR"})
    @DisplayName("R-15 An ordinary address can be written to")
    void usable(String address) {
        assertThat(MailAddresses.problemOf(address)).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    @DisplayName("R-15 No address is missing")
    void missing(@Nullable String address) {
        assertThat(MailAddresses.problemOf(address)).isEqualTo(ContactProblem.MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dupont",
                "dupont@",
                "@dupont.fr",
                "jean louis@dupont.fr",
                "jean-louis@dupont",
                "jean-louis@[192.168.0.1]",
                "\"jean louis\"@dupont.fr",
                "a@b.fr, c@d.fr",
                "jean@dupont.fr\r\nBcc: tous@dupont.fr",
                "jean@dupont.fr\n",
                "hélène@dupont.fr",
                "Jean <jean@dupont.fr>",
                "jean..louis@dupont.fr"
            })
    @DisplayName("R-15 An address that would come back, name several people or forge a header is invalid")
    void invalid(String address) {
        assertThat(MailAddresses.problemOf(address)).isEqualTo(ContactProblem.INVALID);
    }
}

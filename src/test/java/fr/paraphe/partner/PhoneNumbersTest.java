package fr.paraphe.partner;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumbersTest {

    @ParameterizedTest(name = "\"{0}\" is {1}")
    @CsvSource({
        "06 12 34 56 78, +33612345678",
        "06.12.34.56.78, +33612345678",
        "0612345678, +33612345678",
        "0033612345678, +33612345678",
        "+33612345678, +33612345678",
        "+33 (0)6 12 34 56 78, +33612345678",
        "\u00a006\u202f12 34-56/78, +33612345678",
        "\u202a+33 6 12 34 56 78\u202c, +33612345678",
        "0690 00 12 34, +590690001234",
        "0692 12 34 56, +262692123456",
        "+41 78 123 45 67, +41781234567",
    })
    @DisplayName("R-15 A mobile number becomes E.164, however it is typed, overseas France included")
    void mobile(String typed, String e164) {
        var number = PhoneNumbers.parse(typed);

        assertThat(number.mobile()).isEqualTo(e164);
        assertThat(number.problem()).isNull();
    }

    @ParameterizedTest(name = "\"{0}\" is {1}")
    @CsvSource(
            nullValues = "null",
            value = {
                "null, MISSING",
                "' ', MISSING",
                "07 12 34 56 78, INVALID",
                "06 12 34 56 7, INVALID",
                "06 12 34 56 7O, INVALID",
                "O6 12 34 56 78, INVALID",
                "06 12 34 56 78 poste 2, INVALID",
                "06 12 34 56 78;06 12 34 56 79, INVALID",
                "01 42 68 53 00, LANDLINE",
                "+33 1 42 68 53 00, LANDLINE",
                "09 72 12 34 56, LANDLINE",
                "0590 82 12 34, LANDLINE",
            })
    @DisplayName("R-18 What takes no SMS says why: missing, invalid, landline")
    void noMobile(@Nullable String typed, ContactProblem problem) {
        var number = PhoneNumbers.parse(typed);

        assertThat(number.mobile()).isNull();
        assertThat(number.problem()).isEqualTo(problem);
    }
}

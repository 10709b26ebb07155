package fr.paraphe.partner;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import org.junit.jupiter.api.DisplayName;

/** Whatever is typed is either a number that an SMS can be sent to, or has a problem with a name. */
class PhoneNumbersFuzzTest {

    @FuzzTest(maxDuration = "60s")
    @DisplayName("Any text is a mobile number or has a named problem, and a number is read as itself again")
    void parse(@NotNull String typed) {
        var number = PhoneNumbers.parse(typed);

        assertThat(number.mobile() == null).isEqualTo(number.problem() != null);
        if (number.mobile() != null) {
            assertThat(number.mobile()).matches("\\+[1-9]\\d{5,14}");
            assertThat(PhoneNumbers.parse(number.mobile()).mobile()).isEqualTo(number.mobile());
        }
    }
}

package fr.paraphe.relaunch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsPriceTest {

    @ParameterizedTest(name = "{0} segments: {1} € one by one, {2} € by hundreds begun")
    @CsvSource({"0, 0.00, 0.00", "1, 0.07, 7.50", "100, 7.00, 7.50", "101, 7.07, 15.00", "602, 42.14, 52.50"})
    @DisplayName("R-27 both prices are shown; hundreds begun are billed")
    void prices(long segments, BigDecimal perSms, BigDecimal billed) {
        var cost = new SmsPrice(new BigDecimal("0.07"), new BigDecimal("7.50")).of(segments);

        assertThat(cost.perSms()).isEqualTo(perSms);
        assertThat(cost.billed()).isEqualTo(billed);
    }
}

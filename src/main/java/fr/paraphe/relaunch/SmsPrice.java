package fr.paraphe.relaunch;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What SMS cost, in euros. The two figures do not agree (a hundred times the first is not the second), so both are
 * shown; hundreds begun are what is billed.
 *
 * @param each for one segment
 * @param perHundred for each hundred segments begun
 */
public record SmsPrice(BigDecimal each, BigDecimal perHundred) {

    private static final long HUNDRED = 100;

    Cost of(long segments) {
        var hundredsBegun = (segments + HUNDRED - 1) / HUNDRED;
        return new Cost(segments, euros(each, segments), euros(perHundred, hundredsBegun));
    }

    private static BigDecimal euros(BigDecimal price, long times) {
        return price.multiply(BigDecimal.valueOf(times)).setScale(2, RoundingMode.HALF_UP);
    }

    /**
     * The price of a number of segments, in euros, both ways.
     *
     * @param perSms each segment by itself
     * @param billed hundreds begun: what is billed
     */
    public record Cost(long segments, BigDecimal perSms, BigDecimal billed) {}
}

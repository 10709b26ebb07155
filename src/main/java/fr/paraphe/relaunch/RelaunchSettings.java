package fr.paraphe.relaunch;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param senders how many batches of one run may be sent at the same time
 * @param pricePerSms euros for one SMS segment
 * @param pricePerHundredSms euros for each hundred SMS segments begun: this is what is billed
 */
@Validated
@ConfigurationProperties("paraphe.relaunch")
record RelaunchSettings(
        @DefaultValue("4") @Min(1) @Max(16) int senders,
        @DefaultValue("0.07") @DecimalMin("0") BigDecimal pricePerSms,
        @DefaultValue("7.50") @DecimalMin("0") BigDecimal pricePerHundredSms) {

    /** A sender for each hundred messages begun, up to the limit: a small run needs no crowd. */
    int sendersFor(int messages) {
        return Math.max(1, Math.min(senders, (messages + 99) / 100));
    }

    SmsPrice price() {
        return new SmsPrice(pricePerSms, pricePerHundredSms);
    }
}

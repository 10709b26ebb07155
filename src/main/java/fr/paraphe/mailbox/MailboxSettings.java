package fr.paraphe.mailbox;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param enabled false: nothing is caught, and there is no page
 * @param smtpPort where mail is taken, on the loopback interface; a free one by default
 * @param smsPort where the SMS provider's interface answers, on the loopback interface; a free one by default
 * @param keep how many messages are kept; the oldest go first
 * @param keepSize how much memory they may take together
 * @param receiptDelay how long an SMS takes to be sent, and again to be delivered
 */
@Validated
@ConfigurationProperties("paraphe.mailbox")
record MailboxSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("0") int smtpPort,
        @DefaultValue("0") int smsPort,
        @DefaultValue("5000") @Positive int keep,
        @DefaultValue("64MB") DataSize keepSize,
        @DefaultValue("1s") Duration receiptDelay) {}

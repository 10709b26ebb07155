package fr.paraphe.message;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How messages leave. The mail server itself stands under {@code spring.mail}.
 *
 * @param attempts how often one message is tried before it counts as failed
 * @param firstRetryAfter after a temporary refusal; each further attempt waits three times as long
 * @param recoverAfter how old an attempt without an answer must be before it is looked into; longer than the time-outs
 *     of one attempt
 * @param failuresInARow after so many a batch breaks off, as something is wrong for everybody
 * @param unansweredInARow after so many attempts without any answer the provider counts as down
 */
@Validated
@ConfigurationProperties("paraphe.message")
record MessageSettings(
        @Valid @DefaultValue Batch batch,
        @Min(1) @DefaultValue("5") int attempts,
        @DurationMin(seconds = 1) @DefaultValue("30s") Duration firstRetryAfter,
        @DurationMin(seconds = 20) @DefaultValue("25s") Duration recoverAfter,
        @Min(1) @DefaultValue("20") int failuresInARow,
        @Min(1) @DefaultValue("3") int unansweredInARow,
        @Valid @NotNull Mail mail,
        @Valid @NotNull Sms sms) {

    /** The limits of one call of {@link MessageSending#sendBatch}; whichever is reached first ends it. */
    record Batch(
            @Min(1) @DefaultValue("500") int messages,
            @DurationMin(millis = 100) @DefaultValue("5s") Duration time) {}

    /**
     * @param from address, with or without a name, that mails come from; its domain also names us to the server
     * @param replyTo where answers go, if not to {@code from}
     * @param perConnection mails after which a connection is replaced
     * @param idle how long a connection is kept open without use
     * @param bounceSecret signs the reports of mails that came back; without it none is listened to
     */
    record Mail(
            @NotBlank String from,
            @Nullable String replyTo,
            @Min(50) @DefaultValue("500") int perConnection,
            @DurationMin(seconds = 1) @DefaultValue("30s") Duration idle,
            @Size(min = 16) @Nullable String bounceSecret) {

        @AssertTrue(message = "from and reply-to must be mail addresses")
        boolean isAddressed() {
            return isAddress(from) && (replyTo == null || isAddress(replyTo));
        }

        @Override
        public String toString() {
            return "Mail[from " + from + "]"; // the secret is one
        }

        private static boolean isAddress(String text) {
            try {
                return InternetAddress.parse(text, true).length == 1;
            } catch (AddressException e) {
                return false;
            }
        }
    }

    /**
     * @param baseUrl of the provider's interface, Twilio's or a compatible one
     * @param from number in E.164, or sender name of at most 11 letters and digits
     * @param callbackUrl where the provider reports to, as the provider sees it
     * @param perSecond what the provider takes from this node; as fast as it answers if absent
     * @param answerWithin after that an attempt counts as unanswered; shorter than {@code recoverAfter}
     * @param validity how long the provider tries to deliver
     * @param atAnyHour whether {@link ContactHours} do not count, as where no telephone rings
     */
    record Sms(
            @NotNull @DefaultValue("https://api.twilio.com") URI baseUrl,
            @NotBlank @Pattern(regexp = "AC[0-9a-f]{32}") String accountSid,
            @NotBlank @Size(min = 16) String authToken,

            @NotBlank @Pattern(regexp = "\\+[1-9][0-9]{5,14}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}")
            String from,

            @NotNull URI callbackUrl,
            @Min(1) @Nullable Integer perSecond,

            @DurationMin(millis = 100) @DurationMax(seconds = 15) @DefaultValue("10s")
            Duration answerWithin,

            @DurationMin(seconds = 60) @DefaultValue("4h") Duration validity,
            boolean atAnyHour) {

        @Override
        public String toString() {
            return "Sms[" + baseUrl + "]"; // the token is a secret
        }
    }
}

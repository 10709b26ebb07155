package fr.paraphe.message;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The mailbox that mails come back to, read over IMAP.
 *
 * @param host the IMAP server; null: no mailbox is read
 * @param tls whether the connection is encrypted from its beginning; without, only on a server of one's own
 * @param folder where reports arrive
 * @param doneFolder where they are moved to once they are recorded; made if it is missing
 * @param every how often the mailbox is looked at
 */
@Validated
@ConfigurationProperties("paraphe.message.bounces")
record BounceSettings(
        @Nullable String host,
        @Min(1) @Max(65_535) @DefaultValue("993") int port,
        @DefaultValue("true") boolean tls,
        @Nullable String user,
        @Nullable String password,
        @NotBlank @DefaultValue("INBOX") String folder,
        @NotBlank @DefaultValue("Paraphe") String doneFolder,
        @DurationMin(seconds = 1) @DefaultValue("1m") Duration every) {

    @Override
    public String toString() {
        return "BounceSettings[" + host + "]"; // the password is a secret
    }
}

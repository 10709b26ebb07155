package fr.paraphe.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.mailbox.CaughtSms.Status;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class CaughtMessagesTest {

    @Test
    @DisplayName("The oldest messages go when there are more than are kept")
    void boundedByCount() {
        var messages = keeping(3, DataSize.ofMegabytes(1));
        for (var i = 1; i <= 5; i++) {
            caught(messages, "message " + i);
        }

        assertThat(messages.find(message -> true, 10))
                .extracting(message -> ((CaughtSms) message).body())
                .containsExactly("message 5", "message 4", "message 3");
    }

    @Test
    @DisplayName("The oldest messages go when they take more memory than is allowed, but the newest stays")
    void boundedBySize() {
        var messages = keeping(100, DataSize.ofBytes(100));
        caught(messages, "short");
        caught(messages, "x".repeat(40));
        caught(messages, "y".repeat(40));
        assertThat(messages.count(message -> true)).isEqualTo(1);

        caught(messages, "z".repeat(400));
        assertThat(messages.find(message -> true, 10))
                .extracting(message -> ((CaughtSms) message).body())
                .containsExactly("z".repeat(400));
    }

    @Test
    @DisplayName("A receipt for an SMS that is gone changes nothing")
    void receiptTooLate() {
        var messages = keeping(1, DataSize.ofMegabytes(1));
        var gone = caught(messages, "first");
        var kept = caught(messages, "second");

        messages.update(gone.id(), sms -> sms.now(Status.DELIVERED));
        messages.update(kept.id(), sms -> sms.now(Status.SENT));

        assertThat(messages.sms(gone.id())).isEmpty();
        assertThat(messages.sms(kept.id()).orElseThrow().status()).isEqualTo(Status.SENT);
    }

    private static CaughtMessages keeping(int count, DataSize size) {
        return new CaughtMessages(new MailboxSettings(true, 0, 0, count, size, Duration.ZERO));
    }

    private static CaughtSms caught(CaughtMessages messages, String body) {
        return messages.keep(
                id -> new CaughtSms(id, Instant.EPOCH, "SM" + id, "Paraphe", "+33612345678", body, Status.QUEUED));
    }
}

package fr.paraphe.message;

import static fr.paraphe.message.MessageState.FAILED;
import static fr.paraphe.message.MessageState.QUEUED;
import static fr.paraphe.message.MessageState.SENDING;
import static fr.paraphe.message.MessageState.SENT;
import static fr.paraphe.message.MessageState.UNCERTAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.GreenMail;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MailSendingTest extends SendingTest {

    @Autowired
    GreenMail mailbox;

    @Autowired
    MessageSettings settings;

    @Autowired
    MeterRegistry meters;

    @Test
    @DisplayName("R-25 a mail says the frozen text, plain and as HTML, in the recipient's language")
    void mail() throws Exception {
        var key = new DispatchKey("test", "a mail");
        var text = new MessageText(
                "Contrat à signer – été", "Bonjour,\n\nSignez ici : https://paraphe.fr/c?a=1&b=2 .\nMerci <3");
        messages.compose(key, given.anyAccount().id(), Channel.MAIL, Map.of(Locale.FRENCH, text));
        queue(key, "anne@example.org");
        sendAll(key);

        var mail = mailbox.getReceivedMessagesForDomain("@example.org")[0];
        assertThat(mail.getSubject()).isEqualTo("Contrat à signer – été");
        assertThat(mail.getRecipients(RecipientType.TO)[0]).hasToString("anne@example.org");
        assertThat(mail.getFrom()[0]).hasToString("Paraphe <relances@paraphe.example>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        var parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
                .isEqualTo(text.body());
        assertThat(parts.getBodyPart(1).getContent().toString())
                .contains("<html lang=\"fr\">")
                .contains("<a href=\"https://paraphe.fr/c?a=1&amp;b=2\"")
                .contains("Merci &lt;3")
                .doesNotContain(" th:");
    }

    @Test
    void anAddressThatIsNoneIsRefusedAndNothingHidesInIt() {
        var key = composed(Channel.MAIL);
        queue(key, "anne@example.org\r\nBcc: all@example.org", "anne@example.org, bruno@example.org");
        sendAll(key);

        assertThat(states(key)).containsExactly(FAILED, FAILED);
        assertThat(outcome(key, 1).reason()).isEqualTo("INVALID_ADDRESS");
        assertThat(mailbox.getReceivedMessagesForDomain("@example.org")).isEmpty();
    }

    @Test
    void mailsShareAConnection() throws Exception {
        var key = composed(Channel.MAIL);
        try (var server = new ScriptedMailServer();
                var use = mailGoesTo(server)) {
            queue(key, "fr", Collections.nCopies(60, "anne@example.org"));
            sendAll(key);
            queueAgainAndSend(composed(Channel.MAIL));
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.taken()).hasSize(61);
        }
    }

    private void queueAgainAndSend(DispatchKey key) {
        queue(key, "bruno@example.org");
        sendAll(key);
    }

    @Test
    @DisplayName("R-24 a recipient whom the server refuses for good fails, with the reason; the others are sent to")
    void refusedForGood() throws Exception {
        var key = composed(Channel.MAIL);
        try (var server = new ScriptedMailServer()
                        .answers("RCPT TO:<anne", "550 5.1.1 No such user")
                        .answers("RCPT TO:<bruno", "552 5.2.2 Mailbox full")
                        .answers(".", "554 5.7.1 Spam");
                var use = mailGoesTo(server)) {
            queue(key, "anne@example.org", "bruno@example.org", "chloe@example.org", "denis@example.org");
            var result = sendAll(key).get(0);

            assertThat(result.sent()).isEqualTo(1);
            assertThat(result.failed()).isEqualTo(3);
            assertThat(server.connections()).isEqualTo(1);
        }
        assertThat(messages.progress(key).byReason())
                .isEqualTo(Map.of("UNKNOWN_MAILBOX", 1, "MAILBOX_FULL", 1, "REFUSED", 1));
        assertThat(outcome(key, 1).detail()).contains("No such user");
        assertThat(outcome(key, 4).state()).isEqualTo(SENT);
    }

    @Test
    @DisplayName("R-32 a recipient whom the server puts off is tried again later, each time later still")
    void putOff() throws Exception {
        var key = composed(Channel.MAIL);
        try (var server = new ScriptedMailServer()
                        .answers("RCPT TO:<anne", "450 4.2.0 Greylisted")
                        .answers("RCPT TO:<anne", "451 4.3.0 Not yet");
                var use = mailGoesTo(server)) {
            queue(key, "anne@example.org", "bruno@example.org");
            var start = clock.instant();

            var first = messages.sendBatch(key);
            assertThat(states(key)).containsExactly(QUEUED, SENT);
            assertThat(first.more()).isTrue();
            assertThat(first.nextAttemptAt()).isEqualTo(start.plusSeconds(30));
            assertThat(messages.sendBatch(key).sent()).isZero();

            clock.advance(Duration.ofSeconds(30));
            assertThat(messages.sendBatch(key).nextAttemptAt()).isEqualTo(start.plusSeconds(120));
            clock.advance(Duration.ofSeconds(90));
            var last = messages.sendBatch(key);
            assertThat(last.sent()).isEqualTo(1);
            assertThat(last.more()).isFalse();
        }
        assertThat(outcome(key, 1).attempts()).isEqualTo(3);
    }

    @Test
    void whoIsPutOffEachTimeFailsInTheEnd() throws Exception {
        var key = composed(Channel.MAIL);
        try (var server = new ScriptedMailServer();
                var use = mailGoesTo(server)) {
            for (var n = 0; n < 5; n++) {
                server.answers("RCPT", "450 4.2.0 Greylisted");
            }
            queue(key, "anne@example.org");
            sendAll(key);
        }
        assertThat(outcome(key, 1).state()).isEqualTo(FAILED);
        assertThat(outcome(key, 1).reason()).isEqualTo("NO_ANSWER");
        assertThat(outcome(key, 1).attempts()).isEqualTo(5);
    }

    @Test
    @DisplayName(
            "R-26 while the mail server is down nothing is lost, and a meter tells it; when it is back everything leaves")
    void downThenUp() throws Exception {
        var key = composed(Channel.MAIL);
        queue(key, "anne@example.org", "bruno@example.org");
        int nobodyListens;
        try (var closed = new ScriptedMailServer()) {
            nobodyListens = closed.port();
        }
        try (var use = mailGoesTo(nobodyListens)) {
            for (var n = 0; n < 7; n++) {
                assertThatExceptionOfType(ProviderDown.class).isThrownBy(() -> messages.sendBatch(key));
            }
            assertThat(states(key)).containsExactly(QUEUED, QUEUED);
            clock.advance(Duration.ofMinutes(20));
            assertThat(meters.get("paraphe.mails.late").gauge().value()).isGreaterThanOrEqualTo(1_200);
        }
        sendAll(key);
        assertThat(states(key)).containsExactly(SENT, SENT);
        assertThat(mailbox.getReceivedMessagesForDomain("@example.org")).hasSize(2);
    }

    @Test
    void aServerThatRefusesOurOwnAddressIsDownForEverybody() throws Exception {
        var key = composed(Channel.MAIL);
        try (var server = new ScriptedMailServer().answers("MAIL", "530 5.7.0 Authentication required");
                var use = mailGoesTo(server)) {
            queue(key, "anne@example.org");
            assertThatExceptionOfType(ProviderDown.class).isThrownBy(() -> messages.sendBatch(key));
            assertThat(states(key)).containsExactly(QUEUED);
        }
    }

    @Test
    void aConnectionIsReplacedAfterAsManyMailsAsTheSettingSays() throws Exception {
        var key = composed(Channel.MAIL);
        var mails = settings.mail().perConnection() + 1;
        try (var server = new ScriptedMailServer();
                var use = mailGoesTo(server)) {
            queue(key, "fr", Collections.nCopies(mails, "anne@example.org"));
            sendAll(key);
            assertThat(server.taken()).hasSize(mails);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionThatTheServerClosesIsReplaced() throws Exception {
        var key = composed(Channel.MAIL);
        try (var server = new ScriptedMailServer().answers("RCPT TO:<bruno", "421 4.7.0 Enough for this connection");
                var use = mailGoesTo(server)) {
            queue(key, "anne@example.org", "bruno@example.org", "chloe@example.org");
            assertThat(messages.sendBatch(key).sent()).isEqualTo(3);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("R-26 a mail whose receipt was not heard is sent again as the same mail")
    void droppedAfterTheMail() throws Exception {
        var key = composed(Channel.MAIL);
        try (var server = new ScriptedMailServer().dropsAt(".");
                var use = mailGoesTo(server)) {
            queue(key, "anne@example.org", "bruno@example.org");
            messages.sendBatch(key);
            assertThat(states(key)).containsExactly(SENDING, SENT);
            sendAll(key);

            assertThat(states(key)).containsExactly(SENT, SENT);
            assertThat(server.taken())
                    .filteredOn(mail -> mail.recipient().startsWith("anne"))
                    .hasSize(2)
                    .extracting(mail -> mail.header("Message-ID"))
                    .doesNotContain("")
                    .satisfies(ids -> assertThat(ids.get(0)).isEqualTo(ids.get(1)));
        }
    }

    @Test
    void aServerThatNeverAnswersCountsAsDownAndThenAPersonDecides() throws Exception {
        var key = composed(Channel.MAIL);
        try (var server = new ScriptedMailServer();
                var use = mailGoesTo(server)) {
            for (var n = 0; n < 5; n++) {
                server.dropsAt(".");
            }
            queue(key, "anne@example.org");
            sendAll(key);
            assertThat(outcome(key, 1).state()).isEqualTo(UNCERTAIN);
            messages.decideUncertain(key, 1, UncertainDecision.SEND_AGAIN);
            sendAll(key);
            assertThat(outcome(key, 1).reason()).isEqualTo("SEND_AGAIN");
            messages.retryFailures(key, RECIPIENTS, recipients("fr", List.of("anne@example.org")));
            sendAll(key);
            assertThat(outcome(key, 1).state()).isEqualTo(SENT);
            assertThatExceptionOfType(MessageRefused.class)
                    .isThrownBy(() -> messages.decideUncertain(key, 1, UncertainDecision.GIVE_UP));
        }
    }

    @Test
    void threeWithoutAnAnswerInARowMeanThatTheServerIsDown() throws Exception {
        var key = composed(Channel.MAIL);
        try (var server = new ScriptedMailServer().dropsAt(".").dropsAt(".").dropsAt(".");
                var use = mailGoesTo(server)) {
            queue(key, "fr", Collections.nCopies(10, "anne@example.org"));
            assertThatExceptionOfType(ProviderDown.class).isThrownBy(() -> messages.sendBatch(key));
            assertThat(messages.progress(key).count(SENDING)).isEqualTo(3);
            assertThat(messages.progress(key).count(QUEUED)).isEqualTo(7);
        }
    }

    @Test
    @DisplayName("R-26 a batch breaks off when errors pile up")
    void errorsPileUp() throws Exception {
        var key = composed(Channel.MAIL);
        try (var server = new ScriptedMailServer();
                var use = mailGoesTo(server)) {
            for (var n = 0; n < 20; n++) {
                server.answers("RCPT", "550 5.7.1 Not from you");
            }
            queue(key, "fr", Collections.nCopies(30, "anne@example.org"));
            var result = messages.sendBatch(key);
            assertThat(result.failing()).isTrue();
            assertThat(result.failed()).isEqualTo(20);
            assertThat(result.more()).isTrue();
        }
    }

    @Test
    @DisplayName("R-26 a mail that a killed node was sending is sent again as the same mail, after 25 seconds")
    void killed() throws Exception {
        var key = composed(Channel.MAIL);
        queue(key, "anne@example.org");
        aSenderIsKilledWhileItSends(key);

        var tooEarly = messages.sendBatch(key);
        assertThat(tooEarly.sent()).isZero();
        assertThat(tooEarly.more()).isTrue();
        assertThat(tooEarly.nextAttemptAt()).isEqualTo(clock.instant().plusSeconds(25));

        clock.advance(Duration.ofSeconds(25));
        assertThat(messages.sendBatch(key).sent()).isEqualTo(1);
        assertThat(mailbox.getReceivedMessagesForDomain("@example.org")).hasSize(1);
    }

    @Test
    void whatALivingSenderIsBusyWithIsLeftToIt() {
        var key = composed(Channel.MAIL);
        queue(key, "anne@example.org");
        try (var living = anotherSender(key)) {
            assertThat(living.claim(10)).isNotNull();
            clock.advance(Duration.ofHours(1));

            var result = messages.sendBatch(key);

            assertThat(result.sent()).isZero();
            assertThat(result.more()).isFalse();
        }
    }
}

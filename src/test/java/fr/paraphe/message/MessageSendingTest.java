package fr.paraphe.message;

import static fr.paraphe.message.MessageState.FAILED;
import static fr.paraphe.message.MessageState.QUEUED;
import static fr.paraphe.message.MessageState.SENT;
import static fr.paraphe.message.MessageState.SKIPPED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MessageSendingTest extends SendingTest {

    @Test
    @DisplayName("R-26 what is queued twice is sent once")
    void queuedTwice() {
        var key = composed(Channel.MAIL);

        assertThat(queue(key, "anne@example.org", "bruno@example.org")).isEqualTo(2);
        assertThat(queue(key, "anne@example.org", "bruno@example.org")).isEqualTo(2);

        sendAll(key);
        assertThat(states(key)).containsExactly(SENT, SENT);
        assertThat(messages.sendBatch(key).sent()).isZero();
    }

    @Test
    @DisplayName("R-25 the text is frozen: the same may be composed again, another is refused")
    void frozen() {
        var key = composed(Channel.MAIL);
        var account = given.anyAccount().id();

        messages.compose(key, account, Channel.MAIL, Map.of(Locale.FRENCH, FRENCH, Locale.ENGLISH, ENGLISH));
        assertThatIllegalStateException()
                .isThrownBy(() -> messages.compose(
                        key, account, Channel.MAIL, Map.of(Locale.FRENCH, new MessageText("Autre", "Autre texte"))));

        assertThat(messages.texts(key)).isEqualTo(Map.of(Locale.FRENCH, FRENCH, Locale.ENGLISH, ENGLISH));
    }

    @Test
    void eachRecipientGetsTheTextOfTheirLanguageOrTheFrenchOne() {
        var key = composed(Channel.SMS);
        queue(key, "en", List.of("+33612345678"));
        assertThat(outcome(key, 1).language()).isEqualTo("en");

        var other = composed(Channel.SMS);
        queue(other, "pt", List.of("+33612345678"));
        assertThat(outcome(other, 1).language()).isEqualTo("fr");
    }

    @Test
    @DisplayName("R-27 each SMS knows how many segments it is billed as")
    void segments() {
        var key = new DispatchKey("test", "segments");
        var text = new MessageText(null, "a".repeat(161));
        messages.compose(key, given.anyAccount().id(), Channel.SMS, Map.of(Locale.FRENCH, text));
        queue(key, "+33612345678");

        assertThat(outcome(key, 1).segments()).isEqualTo(2);
        assertThat(messages.progress(key).segmentsSent()).isZero();
    }

    @Test
    @DisplayName("R-30 who is withdrawn before the sending is skipped, with the reason")
    void withdrawn() {
        var key = composed(Channel.MAIL);
        queue(key, "anne@example.org", "bruno@example.org");

        var withdrawn = messages.withdraw(key, "select cast(:who as bigint)", Map.of("who", 1L), "SIGNED");

        assertThat(withdrawn).isEqualTo(1);
        sendAll(key);
        assertThat(states(key)).containsExactly(SKIPPED, SENT);
        assertThat(outcome(key, 1).reason()).isEqualTo("SIGNED");
        assertThat(messages.withdraw(key, "select cast(2 as bigint)", Map.of(), "SIGNED"))
                .isZero();
    }

    @Test
    @DisplayName("R-26 a held run sends nothing until it is released")
    void held() {
        var key = composed(Channel.MAIL);
        queue(key, "anne@example.org");

        messages.hold(key);
        var result = messages.sendBatch(key);
        assertThat(result.sent()).isZero();
        assertThat(result.held()).isTrue();
        assertThat(result.more()).isTrue();

        messages.release(key);
        assertThat(messages.sendBatch(key).sent()).isEqualTo(1);
    }

    @Test
    @DisplayName("R-26 a run that is held while it sends stops at the next message")
    void heldMeanwhile() {
        var key = composed(Channel.MAIL);
        queue(key, "anne@example.org", "bruno@example.org");

        try (var sender = anotherSender(key)) {
            var first = requireNonNull(sender.claim(10));
            messages.hold(key);
            assertThat(sender.record(first, sent(first))).isFalse();
            assertThat(sender.claim(10)).isNull();
        }

        assertThat(states(key)).containsExactly(SENT, QUEUED);
    }

    private Recorded sent(Claimed message) {
        return new Recorded(SENT, null, null, null, false, clock.instant(), message.claimedAt(), null);
    }

    @Test
    @DisplayName("R-32 only the failures are tried again, at the address as it is now")
    void retried() {
        var key = composed(Channel.MAIL);
        queue(key, "no address", "bruno@example.org");
        sendAll(key);
        assertThat(states(key)).containsExactly(FAILED, SENT);

        var corrected = recipients("fr", List.of("anne@example.org", "bruno@example.org"));
        assertThat(messages.retryFailures(key, RECIPIENTS, corrected)).isEqualTo(1);
        assertThat(messages.retryFailures(key, RECIPIENTS, corrected)).isZero();

        assertThat(sendAll(key)).extracting(BatchResult::sent).containsExactly(1);
        assertThat(states(key)).containsExactly(SENT, SENT);
        assertThat(attempts(key, 1))
                .extracting(MessageOutcome::state, MessageOutcome::step)
                .containsExactly(tuple(FAILED, 1), tuple(SENT, 2));
    }

    @Test
    @DisplayName("R-26 R-32 progress counts each recipient once, by state and by reason")
    void progress() {
        var key = composed(Channel.MAIL);
        queue(key, "no address", "bruno@example.org", "chloe@example.org");
        messages.withdraw(key, "select cast(3 as bigint)", Map.of(), "SIGNED");
        assertThat(messages.progress(key).finished()).isFalse();
        sendAll(key);

        var progress = messages.progress(key);

        assertThat(progress.total()).isEqualTo(3);
        assertThat(progress.count(SENT)).isEqualTo(1);
        assertThat(progress.count(FAILED)).isEqualTo(1);
        assertThat(progress.count(SKIPPED)).isEqualTo(1);
        assertThat(progress.byReason()).isEqualTo(Map.of("INVALID_ADDRESS", 1, "SIGNED", 1));
        assertThat(progress.perSecond()).isPositive();
        assertThat(progress.finished()).isTrue();
    }

    @Test
    @DisplayName("R-26 senders in parallel share a run; nobody is sent to twice")
    void parallel() throws Exception {
        var key = composed(Channel.MAIL);
        var addresses = IntStream.range(0, 300)
                .mapToObj(n -> "person" + n + "@example.org")
                .toList();
        try (var server = new ScriptedMailServer();
                var use = mailGoesTo(server)) {
            queue(key, "fr", addresses);
            var senders = Executors.newFixedThreadPool(4);
            var results =
                    senders.invokeAll(Collections.nCopies(4, (Callable<BatchResult>) () -> messages.sendBatch(key)));
            senders.shutdown();

            var sent = 0;
            for (var result : results) {
                sent += result.get().sent();
                assertThat(result.get().nextAttemptAt())
                        .as("a sender that waits for another that was alive")
                        .isNull();
            }
            assertThat(sent).isEqualTo(300);
            assertThat(server.taken())
                    .extracting(ScriptedMailServer.Taken::recipient)
                    .containsExactlyInAnyOrderElementsOf(addresses);
            assertThat(server.connections()).isLessThanOrEqualTo(4);
        }
        assertThat(messages.progress(key).count(SENT)).isEqualTo(300);
    }

    @Test
    void aSubjectCannotBreakOutOfItsHeader() {
        assertThatThrownBy(() -> new MessageText("Objet\r\nBcc: all@example.org", "Bonjour"))
                .isInstanceOf(MessageRefused.class)
                .hasMessage("message-line-break-in-subject");
        assertThatThrownBy(() -> new MessageText("Objet", " ")).hasMessage("message-empty");
    }

    @Test
    void aMailNeedsASubjectAndAnSmsALength() {
        var key = new DispatchKey("test", "refused");
        var account = given.anyAccount().id();
        assertThatThrownBy(() -> messages.compose(
                        key, account, Channel.MAIL, Map.of(Locale.FRENCH, new MessageText(null, "Bonjour"))))
                .hasMessage("message-without-subject");
        assertThatThrownBy(() -> messages.compose(
                        key, account, Channel.SMS, Map.of(Locale.FRENCH, new MessageText(null, "a".repeat(1601)))))
                .hasMessage("message-too-long");
    }
}

package fr.paraphe.message;

import static fr.paraphe.message.MessageState.BOUNCED;
import static fr.paraphe.message.MessageState.SENT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import fr.paraphe.testing.ReturnedMail;
import jakarta.mail.Address;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

/** Reports of mail servers arrive by SMTP in a mailbox that is read over IMAP. */
@RecordApplicationEvents
class BounceMailboxTest extends SendingTest {

    @Autowired
    GreenMail mailServer;

    @Autowired
    BounceMailbox mailbox;

    @Autowired
    BounceSettings settings;

    @Autowired
    MailBounces bounces;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEvents events;

    DispatchKey key;
    String id;

    @BeforeEach
    void aMailWasSent() throws MessagingException {
        key = composed(Channel.MAIL);
        queue(key, "anne@example.org");
        sendAll(key);
        id = mailServer.getReceivedMessagesForDomain("@example.org")[0].getHeader("Message-ID")[0];
    }

    @AfterEach
    void emptyFolders() throws Exception {
        mailServer.purgeEmailFromAllMailboxes();
    }

    @ParameterizedTest
    @CsvSource({
        "5.1.1, true",
        "5.0.0, true",
        "5.4.4, true",
        "5.2.2, false",
        "5.7.1, false",
        "4.4.7, false",
        "wrong, false",
    })
    @DisplayName(
            "S-03 a mail that came back: the report is recorded once and moved; 5.x.x may end the address, 4.x.x not")
    void cameBack(String status, boolean hard) throws Exception {
        arrives(report(id, "failed", status, "smtp; 55 no such user <anne@example.org>"));
        mailbox.read();

        assertThat(states(key)).containsExactly(BOUNCED);
        assertThat(outcome(key, 1).detail()).contains("no such user");
        assertThat(told()).extracting(MailBounced::hard).containsExactly(hard);
        assertThat(inbox()).isEmpty();
        assertThat(moved()).hasSize(1);

        arrives(report(id, "failed", status, "told again"));
        mailbox.read();
        mailbox.read();
        assertThat(told()).hasSize(1);
        assertThat(moved()).hasSize(2);
        assertThat(mailbox.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    @DisplayName("S-03 who reports the headers alone, or only an answer's, is understood; a code in words counts too")
    void sparse() throws Exception {
        arrives(report(id, "FAILED", "", "smtp; 550 5.1.1 unknown")
                .replace("message/rfc822", "text/rfc822-headers")
                .replace("message/delivery-status", "message/global-delivery-status"));
        mailbox.read();
        assertThat(told()).extracting(MailBounced::hard).containsExactly(true);

        var second = composed(Channel.MAIL);
        queue(second, "bruno@example.org");
        sendAll(second);
        var sent = Stream.of(mailServer.getReceivedMessagesForDomain("@example.org"))
                .filter(mail -> GreenMailUtil.getHeaders(mail).contains("bruno@"))
                .findFirst()
                .orElseThrow();
        arrives("In-Reply-To: " + sent.getHeader("Message-ID")[0] + "\n"
                + report("<somebody@else.example>", "failed", "5.1.1", "x"));
        mailbox.read();
        assertThat(states(second)).containsExactly(BOUNCED);
    }

    @Test
    @DisplayName("S-03 delays, readings and successes are no mails that came back; what people and their absence write"
            + " stays as it is, unread")
    void noBounces() throws Exception {
        arrives(report(id, "delayed", "4.4.1", "smtp; still trying"));
        arrives(report(id, "delivered", "2.1.5", "smtp; here it is"));
        arrives(report(id, "failed", "5.1.1", "x")
                .replace("message/delivery-status", "message/disposition-notification")
                .replace("report-type=delivery-status", "report-type=disposition-notification"));
        arrives("""
                Subject: Absence
                Auto-Submitted: auto-replied
                In-Reply-To: %1$s
                Content-Type: text/plain

                Action: failed
                Status: 5.1.1
                Message-ID: %1$s
                """.formatted(id));
        mailbox.read();

        assertThat(states(key)).containsExactly(SENT);
        assertThat(moved()).hasSize(3);
        assertThat(inbox()).hasSize(1);
        assertThat(inbox().get(0).isSet(Flags.Flag.SEEN)).isFalse();
        assertThat(told()).isEmpty();
    }

    @Test
    @DisplayName("S-03 garbage, others' mails and huge ones hold nothing up")
    void garbage() throws Exception {
        var good = report(id, "failed", "5.1.1", "smtp; a\u0000b\u0007c");
        arrives("Content-Type: multipart/report\n\nno boundary, no parts");
        arrives("Content-Type: multipart/report; boundary=\"b\n\n--b\n--b\n--b--\n\u0000\u00ff");
        arrives("Content-Type: multipart/report; boundary=b\n\n" + "--b\n".repeat(10_000));
        arrives(good.replace("Action:", ":::\n\n\n: \n"));
        arrives(report("<1.1.zzz@example.org>", "failed", "5.1.1", "another's"));
        arrives(report("<99999999999999999999.1.1@paraphe.example>", "failed", "5.1.1", "no number of ours"));
        arrives(report("", "failed", "5.1.1", "nobody's"));
        mailbox.read();
        assertThat(states(key)).containsExactly(SENT);
        assertThat(moved()).hasSize(7);

        arrives(good.replace("Votre contrat", ("x".repeat(70) + "\n").repeat(70_000)));
        mailbox.read();

        assertThat(states(key)).containsExactly(BOUNCED);
        assertThat(told()).hasSize(1);
        assertThat(outcome(key, 1).detail()).isEqualTo("smtp; a b c");
        assertThat(inbox()).isEmpty();
        assertThat(moved()).hasSize(8);
        assertThat(mailbox.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    @DisplayName("S-03 killed after it was recorded and before it was moved: it counts once; so it does on two nodes")
    void once() throws Exception {
        bounces.record(id, true, "recorded, then killed");
        arrives(report(id, "failed", "5.1.1", "x"));
        mailbox.read();
        assertThat(told()).hasSize(1);
        assertThat(outcome(key, 1).detail()).isEqualTo("recorded, then killed");

        var many = composed(Channel.MAIL);
        queue(
                many,
                "fr",
                IntStream.range(0, 20).mapToObj(n -> "p" + n + "@example.org").toList());
        sendAll(many);
        for (var mail : mailServer.getReceivedMessagesForDomain("@example.org")) {
            if (GreenMailUtil.getHeaders(mail).contains("To: p")) {
                arrives(report(mail.getHeader("Message-ID")[0], "failed", "5.1.1", "x"));
            }
        }
        var other = CompletableFuture.runAsync(() -> new BounceMailbox(settings, bounces, transaction, jdbc).read());
        mailbox.read();
        other.join();
        mailbox.read();

        assertThat(states(many)).hasSize(20).containsOnly(BOUNCED);
        assertThat(inbox()).isEmpty();
    }

    @Test
    @DisplayName(
            "S-03 while the mailbox cannot be read health says so, and reports wait; one that cannot be recorded too")
    void down() throws Exception {
        arrives(report(id, "failed", "5.1.1", "x"));
        int nobodyListens;
        try (var closed = new ScriptedMailServer()) {
            nobodyListens = closed.port();
        }
        assertThat(troubleWith(nobodyListens, false, ReturnedMail.PASSWORD)).contains("cannot be read");
        assertThat(troubleWith(settings.port(), false, "wrong")).contains("cannot be read");
        assertThat(states(key)).containsExactly(SENT);

        jdbc.sql("alter table message rename to message_away").update();
        try {
            mailbox.read();
        } finally {
            jdbc.sql("alter table message_away rename to message").update();
        }
        assertThat(mailbox.health().getStatus()).isEqualTo(new Status("DEGRADED"));
        assertThat(inbox()).hasSize(1);

        mailbox.read();
        assertThat(mailbox.health().getStatus()).isEqualTo(Status.UP);
        assertThat(states(key)).containsExactly(BOUNCED);
    }

    @Test
    @DisplayName("S-03 over TLS a server whose certificate nobody vouches for is not talked to")
    void unknownCertificate() {
        var server = new GreenMail(ServerSetup.IMAPS.dynamicPort());
        server.start();
        try {
            assertThat(troubleWith(server.getImaps().getPort(), true, ReturnedMail.PASSWORD))
                    .contains("PKIX");
        } finally {
            server.stop();
        }
    }

    private String troubleWith(int port, boolean tls, String password) {
        var other = new BounceMailbox(
                new BounceSettings(
                        "127.0.0.1",
                        port,
                        tls,
                        ReturnedMail.USER,
                        password,
                        settings.folder(),
                        settings.doneFolder(),
                        Duration.ofMinutes(1)),
                bounces,
                transaction,
                jdbc);
        other.read();
        assertThat(other.health().getStatus()).isEqualTo(new Status("DEGRADED"));
        return String.valueOf(other.health().getDetails().get("trouble"));
    }

    private List<MailBounced> told() {
        return events.stream(MailBounced.class)
                .filter(bounced -> bounced.dispatch().equals(key))
                .toList();
    }

    private List<MimeMessage> inbox() throws Exception {
        return folder(settings.folder());
    }

    private List<MimeMessage> moved() throws Exception {
        return folder(settings.doneFolder());
    }

    private List<MimeMessage> folder(String name) throws Exception {
        var user = mailServer.getUserManager().getUser(ReturnedMail.USER);
        var store = mailServer.getManagers().getImapHostManager();
        var folder = name.equals("INBOX") ? store.getInbox(user) : store.getFolder(user, name);
        return folder.getMessages().stream()
                .map(stored -> (MimeMessage) stored.getMimeMessage())
                .toList();
    }

    /** As mail servers write it. */
    private static String report(String id, String action, String status, String words) {
        return """
                From: MAILER-DAEMON@mx.example.org
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                 boundary="b"

                This is a MIME-encapsulated message.

                --b
                Content-Type: text/plain; charset=utf-8

                I am sorry to have to inform you that your message could not be delivered.

                --b
                Content-Type: message/delivery-status
                Content-Transfer-Encoding: 7bit

                Reporting-MTA: dns; mx.example.org
                Arrival-Date: Wed, 16 Sep 2026 10:00:00 +0200

                Final-Recipient: rfc822; anne@example.org
                Action: %s
                Status: %s
                Diagnostic-Code: %s

                --b
                Content-Type: message/rfc822

                From: relances@paraphe.example
                To: anne@example.org
                Message-ID: %s
                Subject: Contrat

                Votre contrat
                --b--
                """.formatted(action, status, words, id);
    }

    /** Byte for byte: nothing makes garbage better on its way. */
    private void arrives(String mail) throws MessagingException {
        var session = Session.getInstance(
                mailServer.getSmtp().getServerSetup().configureJavaMailSessionProperties(null, false));
        var bytes = ("To: " + ReturnedMail.ADDRESS + "\n" + mail)
                .replace("\n", "\r\n")
                .getBytes(UTF_8);
        try (var transport = session.getTransport("smtp")) {
            transport.connect();
            transport.sendMessage(
                    new MimeMessage(session, new ByteArrayInputStream(bytes)),
                    new Address[] {new InternetAddress(ReturnedMail.ADDRESS)});
        }
    }
}

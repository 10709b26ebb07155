package fr.paraphe.message;

import fr.paraphe.account.AccountId;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What the tests of sending say: a dispatch to some recipients, batches, and what became of each. */
@ParapheTest
abstract class SendingTest {

    static final MessageText FRENCH = new MessageText("Contrat à signer", "Bonjour,\n\nVotre contrat vous attend.");
    static final MessageText ENGLISH = new MessageText("A contract to sign", "Hello,\n\nYour contract awaits you.");

    private static final AtomicInteger RUNS = new AtomicInteger();

    @Autowired
    MessageSending messages;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource database;

    @Autowired
    TestClock clock;

    @Autowired
    Given given;

    @Autowired
    private JavaMailSenderImpl mailServer;

    @Autowired
    private SmtpConnections connections;

    DispatchKey composed(Channel channel) {
        var key = new DispatchKey("test", getClass().getSimpleName() + "-" + RUNS.incrementAndGet());
        AccountId account = given.anyAccount().id();
        messages.compose(key, account, channel, Map.of(Locale.FRENCH, FRENCH, Locale.ENGLISH, ENGLISH));
        return key;
    }

    /** Queues one message to each address; recipients are numbered from 1. */
    int queue(DispatchKey key, String... addresses) {
        return queue(key, "fr", List.of(addresses));
    }

    int queue(DispatchKey key, String language, List<String> addresses) {
        return messages.queue(key, RECIPIENTS, recipients(language, addresses));
    }

    static final String RECIPIENTS =
            "select n, a, :language from unnest(cast(:numbers as bigint[]), cast(:addresses as text[])) r (n, a)";

    static Map<String, Object> recipients(String language, List<String> addresses) {
        return Map.of(
                "language",
                language,
                "numbers",
                LongStream.rangeClosed(1, addresses.size()).boxed().toArray(Long[]::new),
                "addresses",
                addresses.toArray(String[]::new));
    }

    /** Sends, and waits whenever it has to, until nothing is left. */
    List<BatchResult> sendAll(DispatchKey key) {
        var results = new ArrayList<BatchResult>();
        BatchResult result;
        do {
            result = messages.sendBatch(key);
            results.add(result);
            var next = result.nextAttemptAt();
            if (next != null && next.isAfter(clock.instant())) {
                clock.setTo(next);
            }
        } while (result.more() && !result.held() && !result.failing() && results.size() < 50);
        return results;
    }

    /** The latest step of this recipient. */
    MessageOutcome outcome(DispatchKey key, long recipient) {
        var attempts = attempts(key, recipient);
        return attempts.get(attempts.size() - 1);
    }

    /** Every step of one recipient, the first one first. */
    List<MessageOutcome> attempts(DispatchKey key, long recipient) {
        return read(key, "m.recipient = " + recipient);
    }

    /** The latest step of each recipient. */
    List<MessageState> states(DispatchKey key) {
        return read(key, "not m.superseded").stream().map(MessageOutcome::state).toList();
    }

    private List<MessageOutcome> read(DispatchKey key, String condition) {
        return jdbc.sql("""
                        select m.* from message m join dispatch d on d.id = m.dispatch_id
                        where d.flow = ? and d.run = ? and %s order by m.recipient, m.step
                        """.formatted(condition))
                .params(key.flow(), key.run())
                .query(MessageOutcome::of)
                .list();
    }

    /** From now on, until it is closed, mail goes to this server instead of the usual one. */
    AutoCloseable mailGoesTo(ScriptedMailServer server) {
        return mailGoesTo(server.port());
    }

    AutoCloseable mailGoesTo(int port) {
        var usual = mailServer.getPort();
        mailServer.setPort(port);
        connections.closeAll();
        return () -> {
            mailServer.setPort(usual);
            connections.closeAll();
        };
    }

    /** A sender of another node, which claims a message and then lives on, or is killed by closing it. */
    Sender anotherSender(DispatchKey key) {
        var dispatch = jdbc.sql("select id from dispatch where flow = ? and run = ?")
                .params(key.flow(), key.run())
                .query(Long.class)
                .single();
        return Sender.open(database, clock, Duration.ofSeconds(25), dispatch, false);
    }

    void aSenderIsKilledWhileItSends(DispatchKey key) {
        try (var killed = anotherSender(key)) {
            killed.claim(10);
        }
    }
}

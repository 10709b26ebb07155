package fr.paraphe.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Messages a second from the confirmation to the last recorded outcome, through process, queue and database, against a
 * bare loop of the same client: 4 threads, kept-open connections, no database, no engine.
 */
final class SendBench implements Bench.Measurement {

    private static final int MESSAGES = 10_000;
    private static final int WARM_UP = 3;
    private static final int MEASURED = 5;
    private static final int THREADS = 4;

    /** Providers take ten times as long, and more. */
    private static final Duration ANSWER = Duration.ofMillis(5);

    /** A client with a connection of its own: sends one message to the recipient with this number. */
    interface Sender extends AutoCloseable {
        void send(int recipient) throws Exception;

        @Override
        default void close() throws Exception {}
    }

    interface Connecting {
        Sender open() throws Exception;
    }

    @Override
    public void run(Path work, Bench.Table table) throws Exception {
        try (var cluster = Cluster.start(work);
                var mail = MailSink.start(work, false);
                var sms = SmsSink.start(work)) {
            cluster.create("send");
            try (var application =
                            Application.start(work, cluster.url("send"), Application.Setting.sendingTo(mail, sms));
                    var database = cluster.connect("send")) {
                var account = application.open("measured");
                account.fill(database, MESSAGES, 1);
                var side = new Side(database, account);

                var mails = side.bySide("MAIL", () -> BareClients.mail(mail.port()));
                var connectionsBefore = mail.connections();
                var mailRun = send(account, "MAIL");
                mails.addTo(table, "mails");
                table.atLeast("mails: Paraphe / bare loop", mails.ratio(), 0.7);
                table.atMost("SMTP connections", mail.connections() - connectionsBefore, MESSAGES / 50.0);
                counts(table, database, mailRun, "mails");

                var worstCase = side.bySide("SMS", () -> BareClients.sms(sms.baseUrl()));
                worstCase.addTo(table, "SMS to a sink that answers at once");
                sms.answerAfter(ANSWER);
                var texts = side.bySide("SMS", () -> BareClients.sms(sms.baseUrl()));
                var postsBefore = sms.posts();
                var smsRun = send(account, "SMS");
                texts.addTo(table, "SMS to one that takes 5 ms");
                table.atLeast("SMS: Paraphe / bare loop", texts.ratio(), 0.7);
                table.exactly("POSTs", sms.posts() - postsBefore, MESSAGES);
                counts(table, database, smsRun, "SMS");
            }
        }
    }

    private static void counts(Bench.Table table, Connection database, String run, String what) throws SQLException {
        table.exactly(what + " recorded as sent", Sql.messages(database, run, "SENT"), MESSAGES);
        table.atMost("engine jobs for " + what, Sql.jobs(database, run), MESSAGES / 100.0 + 20);
    }

    /** Both sides in turn, several times, the first ones for the compiler; what counts is the median. */
    private record Side(Connection database, Account account) {

        Speeds bySide(String channel, Connecting client) throws Exception {
            var bare = new ArrayList<Double>();
            var paraphe = new ArrayList<Double>();
            for (var round = 0; round < WARM_UP + MEASURED; round++) {
                bare.add(MESSAGES / loop(client, MESSAGES));
                paraphe.add(MESSAGES / Sql.secondsOfSending(database, send(account, channel)));
            }
            return new Speeds(median(bare), median(paraphe));
        }

        private static double median(List<Double> speeds) {
            return speeds.subList(WARM_UP, speeds.size()).stream()
                    .sorted()
                    .toList()
                    .get(MEASURED / 2);
        }
    }

    /** Messages a second. */
    private record Speeds(double bare, double paraphe) {

        double ratio() {
            return paraphe / bare;
        }

        void addTo(Bench.Table table, String what) {
            table.add(
                    what + ", a second: bare loop, Paraphe, ratio",
                    "%.0f, %.0f, %.2f".formatted(bare, paraphe, ratio()));
        }
    }

    private static String send(Account account, String channel) throws Exception {
        var run = account.prepare(channel);
        account.confirm(run);
        account.awaitSent(run, Duration.ofMinutes(5));
        return run;
    }

    private static double loop(Connecting client, int messages) throws Exception {
        var next = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(THREADS);
        var begin = System.nanoTime();
        var work = IntStream.range(0, THREADS)
                .mapToObj(thread -> threads.submit(() -> {
                    try (var sender = client.open()) {
                        for (var i = next.incrementAndGet(); i <= messages; i = next.incrementAndGet()) {
                            sender.send(i);
                        }
                    }
                    return null;
                }))
                .toList();
        for (var one : work) {
            one.get();
        }
        var seconds = (System.nanoTime() - begin) / 1e9;
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.MINUTES);
        return seconds;
    }
}

package fr.paraphe.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Messages a second from the confirmation to the last recorded outcome, through process, queue and database, against a
 * bare loop of the same client: 4 threads, kept-open connections, no database, no engine.
 */
final class SendBench implements Bench.Measurement {

    private static final int MESSAGES = 10_000;
    private static final int WARM_UP = 3_000;
    private static final int THREADS = 4;

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
            var bareMail = barePerSecond(() -> BareClients.mail(mail.port()));
            var bareSms = barePerSecond(() -> BareClients.sms(sms.baseUrl()));
            table.add("bare loop, mails a second", "%.0f".formatted(bareMail));
            table.add("bare loop, SMS a second", "%.0f".formatted(bareSms));
            try (var application =
                            Application.start(work, cluster.url("send"), Application.Setting.sendingTo(mail, sms));
                    var database = cluster.connect("send")) {
                var warmUp = application.open("warm-up");
                warmUp.fill(database, WARM_UP, 1);
                send(warmUp, "MAIL");
                send(warmUp, "SMS");
                var account = application.open("measured");
                account.fill(database, MESSAGES, 1);

                var connectionsBefore = mail.connections();
                var mailRun = send(account, "MAIL");
                var mailSpeed = MESSAGES / Sql.secondsOfSending(database, mailRun);
                table.add("Paraphe, mails a second", "%.0f".formatted(mailSpeed));
                table.atLeast("mails: Paraphe / bare loop", mailSpeed / bareMail, 0.7);
                table.exactly("mails recorded as sent", Sql.messages(database, mailRun, "SENT"), MESSAGES);
                table.atMost("SMTP connections", mail.connections() - connectionsBefore, MESSAGES / 50.0);
                table.atMost("engine jobs for mails", Sql.jobs(database, mailRun), MESSAGES / 100.0 + 20);

                var postsBefore = sms.posts();
                var smsRun = send(account, "SMS");
                var smsSpeed = MESSAGES / Sql.secondsOfSending(database, smsRun);
                table.add("Paraphe, SMS a second", "%.0f".formatted(smsSpeed));
                table.atLeast("SMS: Paraphe / bare loop", smsSpeed / bareSms, 0.7);
                table.exactly("SMS recorded as sent", Sql.messages(database, smsRun, "SENT"), MESSAGES);
                table.exactly("POSTs", sms.posts() - postsBefore, MESSAGES);
                table.atMost("engine jobs for SMS", Sql.jobs(database, smsRun), MESSAGES / 100.0 + 20);
            }
        }
    }

    private static String send(Account account, String channel) throws Exception {
        var run = account.prepare(channel);
        account.confirm(run);
        account.awaitSent(run, Duration.ofMinutes(5));
        return run;
    }

    private static double barePerSecond(Connecting client) throws Exception {
        loop(client, WARM_UP);
        return MESSAGES / loop(client, MESSAGES);
    }

    private static double loop(Connecting client, int messages) throws Exception {
        var next = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(THREADS);
        var begin = System.nanoTime();
        var work = java.util.stream.IntStream.range(0, THREADS)
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

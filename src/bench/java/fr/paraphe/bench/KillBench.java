package fr.paraphe.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** kill -9 in the middle of sending: how soon it goes on after the restart, what is lost, what is sent twice. */
final class KillBench implements Bench.Measurement {

    private static final int MESSAGES = 5_000;
    private static final int KILL_AT = 1_500;
    private static final int SENDERS = 4;

    private interface Count {
        long messages() throws Exception;
    }

    private interface Recipients {
        Map<String, Integer> all() throws Exception;
    }

    @Override
    public void run(Path work, Bench.Table table) throws Exception {
        try (var cluster = Cluster.start(work);
                var mail = MailSink.start(work, true);
                var sms = SmsSink.start(work)) {
            cluster.create("killed");
            var setting = Application.Setting.sendingTo(mail, sms);
            var twiceMail = killed(work, cluster, setting, "MAIL", mail::mails, mail::recipients, table);
            table.atMost("mails sent twice (at most one a connection)", twiceMail, SENDERS);
            var twiceSms = killed(work, cluster, setting, "SMS", sms::posts, sms::recipients, table);
            table.exactly("SMS sent twice", twiceSms, 0);
        }
    }

    /** @return how many messages reached their recipient more than once */
    private static long killed(
            Path work,
            Cluster cluster,
            Application.Setting setting,
            String channel,
            Count sent,
            Recipients recipients,
            Bench.Table table)
            throws Exception {
        String run;
        var code = "killed-" + channel.toLowerCase(java.util.Locale.ROOT);
        try (var database = cluster.connect("killed");
                var application = Application.start(work, cluster.url("killed"), setting)) {
            var account = application.open(code);
            account.fill(database, MESSAGES, 1);
            run = account.prepare(channel);
            account.confirm(run);
            Children.await("sending", Duration.ofMinutes(2), () -> sent.messages() >= KILL_AT);
            application.kill();
        }
        Thread.sleep(2_000);
        var before = sent.messages();
        var begin = System.nanoTime();
        try (var application = Application.start(work, cluster.url("killed"), setting);
                var database = cluster.connect("killed")) {
            var started = (System.nanoTime() - begin) / 1e9;
            Children.await("sending again", Duration.ofMinutes(2), () -> sent.messages() > before);
            var again = (System.nanoTime() - begin) / 1e9;
            new Account(application, code).awaitSent(run, Duration.ofMinutes(3));
            var reached = recipients.all();
            table.add(channel + ": left when killed", "%d of %d".formatted(before, MESSAGES));
            table.add(channel + ": the restart answers after, seconds", "%.1f".formatted(started));
            table.atMost(channel + ": sending again after the restart, seconds", again, 30);
            table.exactly(channel + ": people reached", reached.size(), MESSAGES);
            table.exactly(channel + ": recorded as sent", Sql.messages(database, run, "SENT"), MESSAGES);
            return reached.values().stream().filter(times -> times > 1).count();
        }
    }
}

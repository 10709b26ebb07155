package fr.paraphe.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;

/** What each recipient costs from the start of a run to its last outcome, at three sizes, in 384 MB of memory. */
final class CostBench implements Bench.Measurement {

    private static final int[] SIZES = {1_000, 10_000, 100_000};
    private static final int WARM_UP = 5_000;

    @Override
    public void run(Path work, Bench.Table table) throws Exception {
        try (var cluster = Cluster.start(work);
                var mail = MailSink.start(work, false);
                var sms = SmsSink.start(work)) {
            cluster.create("cost");
            try (var application = Application.start(
                            work,
                            cluster.url("cost"),
                            Application.Setting.sendingTo(mail, sms).with("-Xmx384m"));
                    var database = cluster.connect("cost")) {
                var warmUp = application.open("warm-up");
                warmUp.fill(database, WARM_UP, 1);
                milliseconds(warmUp, WARM_UP);
                milliseconds(warmUp, WARM_UP);
                var costs = new ArrayList<Double>();
                for (var size : SIZES) {
                    var account = application.open("size-" + size);
                    account.fill(database, size, 1);
                    var cost = milliseconds(account, size);
                    costs.add(cost);
                    table.add("milliseconds for each of %,d recipients".formatted(size), "%.3f".formatted(cost));
                }
                table.atMost("dearest / cheapest", Collections.max(costs) / Collections.min(costs), 1.2);
                table.exactly("mails recorded as sent under -Xmx384m", (long) Sql.number(database, """
                                select count(*) from message_outcome join account on account.id = account_id
                                where state = 'SENT' and code = 'size-100000'"""), 100_000);
            }
        }
    }

    private static double milliseconds(Account account, int recipients) throws Exception {
        var begin = System.nanoTime();
        var run = account.prepare("MAIL");
        account.confirm(run);
        account.awaitSent(run, Duration.ofMinutes(10));
        return (System.nanoTime() - begin) / 1e6 / recipients;
    }
}

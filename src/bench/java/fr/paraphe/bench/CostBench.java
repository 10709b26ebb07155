package fr.paraphe.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;

/**
 * What each recipient costs from the confirmation to the last recorded outcome, at three sizes, in 384 MB of memory.
 * Beside it, what a run takes whatever it costs: the four requests that prepare it, and the engine's steps from the
 * last outcome to the task of reading it.
 */
final class CostBench implements Bench.Measurement {

    private static final int LARGEST = 100_000;
    private static final int WARM_UP = 20_000;

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
                sent(warmUp);
                sent(warmUp);
                var costs = new ArrayList<Double>();
                for (var size = 1_000; size <= LARGEST; size *= 10) {
                    var account = application.open("size-" + size);
                    account.fill(database, size, 1);
                    var sending = new ArrayList<Double>();
                    var preparing = new ArrayList<Double>();
                    var closing = new ArrayList<Double>();
                    for (var left = Math.min(9, LARGEST / size); left > 0; left--) {
                        var run = sent(account);
                        sending.add(Sql.secondsOfSending(database, run));
                        preparing.add(Sql.secondsOfPreparing(database, run));
                        closing.add(Sql.secondsOfClosing(database, run));
                    }
                    var cost = SelectBench.median(sending) * 1e3 / size;
                    costs.add(cost);
                    table.add(
                            "%,d recipients: milliseconds each; seconds of preparing, of closing".formatted(size),
                            "%.3f; %.2f, %.2f"
                                    .formatted(cost, SelectBench.median(preparing), SelectBench.median(closing)));
                }
                table.atMost("dearest / cheapest", Collections.max(costs) / Collections.min(costs), 1.2);
                table.exactly("mails recorded as sent under -Xmx384m", (long) Sql.number(database, """
                                select count(*) from message_outcome join account on account.id = account_id
                                where state = 'SENT' and code = 'size-100000'"""), LARGEST);
            }
        }
    }

    private static String sent(Account account) throws Exception {
        var run = account.prepare("MAIL");
        account.confirm(run);
        account.awaitSent(run, Duration.ofMinutes(10));
        return run;
    }
}

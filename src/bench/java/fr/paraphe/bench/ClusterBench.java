package fr.paraphe.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Two nodes on one PostgreSQL: what they send together against what one sends, and what becomes of messages and of a
 * campaign's documents when nodes are killed at moments that nobody chose, PostgreSQL is restarted and the mail server
 * cannot be reached.
 */
final class ClusterBench implements Bench.Measurement {

    private static final int MESSAGES = 4_000;
    private static final Duration SLOW_ANSWER = Duration.ofMillis(50);

    private static final int ROUNDS = 20;
    private static final int PEOPLE = 2_000;
    private static final Duration ANSWER = Duration.ofMillis(5);
    private static final int SENDERS = 4;
    private static final Duration DOWN = Duration.ofSeconds(3);
    private static final Duration TO_FINISH = Duration.ofMinutes(5);

    @Override
    public void run(Path work, Bench.Table table) throws Exception {
        try (var cluster = Cluster.start(work);
                var mail = MailSink.start(work, true);
                var sms = SmsSink.start(work)) {
            cluster.create("speed");
            speed(work, cluster, mail, sms, table);
            cluster.create("faults");
            faults(work, cluster, mail, sms, table);
        }
    }

    /** As many senders as two nodes have threads for: what counts is how many of them run at once. */
    private static void speed(Path work, Cluster cluster, MailSink mail, SmsSink sms, Bench.Table table)
            throws Exception {
        sms.answerAfter(SLOW_ANSWER);
        var setting = Application.Setting.sendingTo(mail, sms).with("-Xmx700m", "-Dparaphe.relaunch.senders=16");
        try (var database = cluster.connect("speed");
                var first = Application.start(work, cluster.url("speed"), setting)) {
            var account = first.open("speed");
            account.fill(database, MESSAGES, 1);
            send(database, account);
            var alone = send(database, account);
            try (var second = Application.start(work, cluster.url("speed"), setting.loggingTo("second.log"))) {
                send(database, account);
                var both = send(database, account);
                table.add("SMS a second, each takes 50 ms: one node, two nodes", "%.0f, %.0f".formatted(alone, both));
                table.atLeast("two nodes / one", both / alone, 1.6);
            }
        }
    }

    private static double send(Connection database, Account account) throws Exception {
        var run = account.prepare("SMS");
        account.confirm(run);
        account.awaitSent(run, TO_FINISH);
        return MESSAGES / Sql.secondsOfSending(database, run);
    }

    /** The two nodes, each of which can be killed and started again. */
    private static final class Nodes implements AutoCloseable {
        private final Path work;
        private final String url;
        private final Application.Setting setting;
        private final List<Application> nodes = new ArrayList<>();

        Nodes(Path work, String url, Application.Setting setting) throws Exception {
            this.work = work;
            this.url = url;
            this.setting = setting;
            nodes.add(start(0));
            nodes.add(start(1));
        }

        private Application start(int node) throws Exception {
            return Application.start(work, url, setting.loggingTo("node-" + node + ".log"));
        }

        Application node(int number) {
            return nodes.get(number);
        }

        /** @return done when it is there again */
        CompletableFuture<Void> killAndRestart(int node) throws InterruptedException {
            nodes.get(node).kill();
            return CompletableFuture.runAsync(() -> {
                try {
                    nodes.set(node, start(node));
                } catch (Exception e) {
                    throw new IllegalStateException("node " + node + " does not come back", e);
                }
            });
        }

        @Override
        public void close() throws InterruptedException {
            for (var node : nodes) {
                node.close();
            }
        }
    }

    /** What all rounds together have seen. */
    private static final class Seen {
        private int killedWithin;
        private int lost;
        private int mailsTwiceBeyond;
        private int mailsTwice;
        private int smsTwice;
        private int documentsWrong;
        private final List<Double> goingOn = new ArrayList<>();
    }

    private static void faults(Path work, Cluster cluster, MailSink mail, SmsSink sms, Bench.Table table)
            throws Exception {
        sms.answerAfter(ANSWER);
        var seed = System.nanoTime();
        var random = new Random(seed);
        var seen = new Seen();
        try (var cable = new Cable(mail.port());
                var nodes = new Nodes(
                        work,
                        cluster.url("faults"),
                        Application.Setting.sendingTo(cable.port(), sms).with("-Xmx700m"))) {
            for (var round = 0; round < ROUNDS; round++) {
                new Round(cluster, mail, sms, cable, nodes, random, round).run(seen);
            }
        }
        table.add(
                "rounds; killed while something was left to do; seed", ROUNDS + "; " + seen.killedWithin + "; " + seed);
        table.exactly("people not reached", seen.lost, 0);
        table.exactly("SMS sent twice", seen.smsTwice, 0);
        table.add("mails sent twice, in all rounds", seen.mailsTwice + "");
        table.exactly("beyond one a connection and fault", seen.mailsTwiceBeyond, 0);
        table.exactly("partners with a campaign's document missing or twice", seen.documentsWrong, 0);
        table.atMost("sending goes on after a kill, seconds (longest)", Collections.max(seen.goingOn), 30);
    }

    /**
     * A relaunch and a campaign's batch; some time after the confirmation one node is killed. In each fourth round
     * PostgreSQL is restarted besides, in another fourth the mail server cannot be reached for a while.
     */
    private record Round(
            Cluster cluster, MailSink mail, SmsSink sms, Cable cable, Nodes nodes, Random random, int number) {

        void run(Seen seen) throws Exception {
            var isMail = number % 2 == 0;
            var victim = number / 2 % 2;
            var survivor = nodes.node(1 - victim);
            String campaign;
            String run;
            Map<String, Integer> before;
            CompletableFuture<Void> restarted;
            try (var database = cluster.connect("faults")) {
                var reached = CampaignBench.open(survivor, database, "round-" + number, PEOPLE);
                campaign = reached.launch(number);
                var account = new Account(survivor, reached.code());
                run = account.prepare(isMail ? "MAIL" : "SMS");
                before = recipients(isMail);
                account.confirm(run);
                reached.file("batch");
                Thread.sleep(random.nextInt(3_000));
                var left = PEOPLE - Sql.messages(database, run, "SENT");
                seen.killedWithin += left > 0 ? 1 : 0;
                var sentBefore = count(isMail);
                restarted = nodes.killAndRestart(victim);
                if (left > SENDERS) {
                    seen.goingOn.add(secondsUntil(() -> count(isMail) > sentBefore));
                }
            }
            var faults = 1;
            if (number % 4 == 1) {
                cluster.restart(DOWN);
                faults++;
            } else if (number % 4 == 2) {
                cable.cut();
                Thread.sleep(DOWN.toMillis());
                cable.mend();
                faults++;
            }
            awaitSent(survivor, run);
            restarted.get();
            try (var database = cluster.connect("faults")) {
                count(seen, isMail, before, faults);
                seen.documentsWrong += documentsWrong(database, campaign);
            }
        }

        private void awaitSent(Application node, String run) throws Exception {
            Children.await(run, TO_FINISH, () -> {
                Thread.sleep(500);
                try {
                    return node.call("GET", "/api/relaunches/" + run, "agent-round-" + number, null)
                            .get("status")
                            .textValue()
                            .equals("SENT");
                } catch (IllegalStateException e) {
                    return false; // PostgreSQL is just away
                }
            });
        }

        private void count(Seen seen, boolean isMail, Map<String, Integer> before, int faults) throws Exception {
            var reached = 0;
            var twice = 0;
            for (var recipient : recipients(isMail).entrySet()) {
                var times = recipient.getValue() - before.getOrDefault(recipient.getKey(), 0);
                reached += times > 0 ? 1 : 0;
                twice += times > 1 ? 1 : 0;
            }
            seen.lost += PEOPLE - reached;
            if (isMail) {
                seen.mailsTwice += twice;
                seen.mailsTwiceBeyond += Math.max(0, twice - SENDERS * faults);
            } else {
                seen.smsTwice += twice;
            }
        }

        private int documentsWrong(Connection database, String campaign) throws Exception {
            var each = new double[1];
            Children.await(campaign, TO_FINISH, () -> {
                each[0] = Sql.number(database, """
                        select count(*) from campaign_delivery d join campaign c on c.id = d.campaign_id
                        where c.number = ? and delivered_at is not null""", campaign);
                return each[0] == PEOPLE;
            });
            return (int) Math.abs(PEOPLE - Sql.number(database, """
                            select count(*) from (select partner_id from document
                              where origin like 'campaign ' || ? || '/%' group by partner_id having count(*) = 1) once""", campaign));
        }

        private Map<String, Integer> recipients(boolean isMail) throws Exception {
            return isMail ? mail.recipients() : sms.recipients();
        }

        private long count(boolean isMail) throws Exception {
            return isMail ? mail.mails() : sms.posts();
        }

        private static double secondsUntil(java.util.concurrent.Callable<Boolean> isSo) throws Exception {
            var begin = System.nanoTime();
            Children.await("sending goes on", Duration.ofMinutes(2), isSo);
            return (System.nanoTime() - begin) / 1e9;
        }
    }
}

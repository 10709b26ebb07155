package fr.paraphe.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What an active campaign costs: beyond a filing that reaches very many partners, until the last of them has its
 * documents, against the bare SQL statements that make the same rows; and at a login.
 */
final class CampaignBench implements Bench.Measurement {

    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);
    private static final int TIMES = 5;
    private static final int LOGINS = 40;
    private static final int CAMPAIGNS = 1_000;
    private static final String MAIL = "p1.logins@example.org";
    private static final String PASSWORD = "le chat dort sur le toit";

    private static final String DELIVERIES = """
            insert into campaign_delivery (campaign_id, partner_id, account_id, reached_at, delivered_at)
            select (select max(id) from campaign where account_id = partner.account_id), id, account_id, now(), now()
            from partner where account_id = (select id from account where code = '%s')
            """;

    private static final String DOCUMENTS = """
            insert into document (account_id, partner_id, type_id, name, search_name, sha256, origin, filed_at, filed_by,
              retained_until, signature)
            select account_id, id, (select id from document_type where code = 'attestation'), 'Notice', 'notice',
              (select sha256 from vault_content limit 1), 'bare %d', now(), 'bench', current_date + 1826, 'NONE'
            from partner where account_id = (select id from account where code = '%s')
            """;

    @Override
    public void run(Path work, Bench.Table table) throws Exception {
        try (var cluster = Cluster.start(work)) {
            cluster.create("campaigns");
            try (var application =
                            Application.start(work, cluster.url("campaigns"), Application.Setting.sendingNothing());
                    var database = cluster.connect("campaigns")) {
                login(application, database, table);
                deliver(application, database, table);
            }
        }
    }

    private static void deliver(Application application, Connection database, Bench.Table table) throws Exception {
        var alone = open(application, database, "campaign-1", 1).measure(database);
        table.add("reaching one partner, seconds beyond the filing (median)", "%.2f".formatted(alone.seconds()));
        var costs = new ArrayList<Double>();
        for (var size : SIZES) {
            var account = open(application, database, "campaign-" + size, size);
            var cost = account.measure(database);
            var each = (cost.work() - alone.work()) / size;
            costs.add(each);
            table.add(
                    "%,d partners: seconds beyond the filing; milliseconds of work each".formatted(size),
                    "%.2f; %.3f".formatted(cost.seconds(), each * 1e3));
            if (size.equals(SIZES.get(SIZES.size() - 1))) {
                var bare = account.bare(database);
                table.add("bare insert … select of the same rows, seconds (median)", "%.2f".formatted(bare));
                table.atMost("Paraphe / bare SQL", cost.seconds() / bare, 2);
            }
        }
        table.atMost("a partner: dearest / cheapest", Collections.max(costs) / Collections.min(costs), 1.2);
    }

    /**
     * Medians.
     *
     * @param seconds from the click until the last partner is served, beyond the same filing without a campaign
     * @param work the same without the second at most after which the process is told, and the engine's getting ready
     */
    private record Cost(double seconds, double work) {}

    /** An account with so many partners, its agent and its manager. */
    static Reached open(Application application, Connection database, String code, int size) throws Exception {
        var account = application.open(code);
        application.enrol("manager-" + code, code, "MANAGER");
        account.fill(database, size, 1);
        return new Reached(application, code, size);
    }

    /** An account with a batch to file again and again, without a campaign and with one. */
    record Reached(Application application, String code, int size) {

        Cost measure(Connection database) throws Exception {
            var seconds = new ArrayList<Double>();
            var work = new ArrayList<Double>();
            file("warm-up");
            for (var round = 1; round <= TIMES; round++) {
                var plain = CampaignBench.seconds(() -> file("without"));
                var number = launch(round);
                checkpoint(database);
                var filed = new double[1];
                var served = CampaignBench.seconds(() -> {
                    filed[0] = CampaignBench.seconds(() -> file("with"));
                    Children.await(number, Duration.ofMinutes(10), () -> {
                        Thread.sleep(20);
                        return left(database, number) == 0;
                    });
                });
                seconds.add(served - plain);
                work.add(filed[0] - plain + delivering(database, number));
                application.call("POST", "/api/campaigns/" + number + "/closing", manager(), Map.of());
                checkpoint(database);
            }
            return new Cost(SelectBench.median(seconds), SelectBench.median(work));
        }

        /** As the engine's history has it. */
        private double delivering(Connection database, String number) throws SQLException {
            return Sql.number(database, """
                    select sum(activity.duration_) / 1e3 from act_hi_actinst activity
                    join act_hi_procinst instance on instance.proc_inst_id_ = activity.proc_inst_id_
                    where instance.business_key_ = ? and activity.act_id_ = 'DeliverCampaign'
                    """, number);
        }

        private double bare(Connection database) throws Exception {
            var seconds = new ArrayList<Double>();
            for (var round = 1; round <= TIMES; round++) {
                var origin = round;
                execute(
                        database,
                        "delete from campaign_delivery where account_id = (select id from account where code = '" + code
                                + "')");
                execute(database, "vacuum analyze campaign_delivery");
                checkpoint(database);
                seconds.add(CampaignBench.seconds(() -> {
                    execute(database, DELIVERIES.formatted(code));
                    execute(database, DOCUMENTS.formatted(origin, code));
                }));
            }
            return SelectBench.median(seconds);
        }

        /** One document for all; each batch has a name of its own. */
        void file(String name) throws Exception {
            var count = application
                    .upload(
                            "/api/documents",
                            "agent-" + code,
                            FileBench.PDF.getBytes(ISO_8859_1),
                            Map.of(
                                    "type",
                                    "bulletin-de-paie",
                                    "kind",
                                    "TEMPORARY_WORKER",
                                    "origin",
                                    name + " " + System.nanoTime()))
                    .get("count")
                    .longValue();
            if (count != size) {
                throw new IllegalStateException(code + ": filed to " + count + " of " + size);
            }
        }

        /** @return the number of a campaign that waits for such a batch */
        String launch(int round) throws Exception {
            var number = application
                    .call(
                            "POST",
                            "/api/campaigns",
                            manager(),
                            Map.of(
                                    "title",
                                    "Campagne " + round,
                                    "kind",
                                    "DOCUMENT",
                                    "population",
                                    Map.of(
                                            "documentTypes",
                                            List.of("bulletin-de-paie"),
                                            "partnerKinds",
                                            List.of("TEMPORARY_WORKER"))))
                    .get("number")
                    .textValue();
            application.upload(
                    "/api/campaigns/" + number + "/documents", manager(), FileBench.PDF.getBytes(ISO_8859_1), Map.of());
            application.call("POST", "/api/campaigns/" + number + "/launch", manager(), Map.of());
            return number;
        }

        private String manager() {
            return "manager-" + code;
        }
    }

    /** Partners who are not served yet; the answer is read from the flag and from an index of what waits. */
    private static long left(Connection database, String number) throws SQLException {
        return (long) Sql.number(database, """
                select count(*) from campaign c where number = ? and (delivering
                  or not exists (select from campaign_delivery where campaign_id = c.id)
                  or exists (select from campaign_delivery where campaign_id = c.id and delivered_at is null))
                """, number);
    }

    private static void login(Application application, Connection database, Bench.Table table) throws Exception {
        application.open("logins").fill(database, 1_000, 1);
        Account.openSpaces(database, PASSWORD);
        logins(application);
        var without = logins(application);
        execute(database, campaigns("TEMPORARY_WORKER"));
        application.login(MAIL, PASSWORD);
        var had = logins(application);
        execute(database, "update campaign set closed_at = now()");
        execute(database, campaigns("CLIENT"));
        var others = logins(application);
        execute(database, "update campaign set closed_at = now()");
        table.add("a login without a campaign, milliseconds (median)", "%.1f".formatted(without * 1e3));
        table.add("the same among 1,000 that it has had, milliseconds (median)", "%.1f".formatted(had * 1e3));
        table.add("the same among 1,000 for others, milliseconds (median)", "%.1f".formatted(others * 1e3));
        table.atMost("among 1,000 / without", Math.max(had, others) / without, 1.5);
    }

    private static double logins(Application application) throws Exception {
        var seconds = new ArrayList<Double>();
        for (var i = 0; i < LOGINS; i++) {
            seconds.add(application.login(MAIL, PASSWORD));
        }
        return SelectBench.median(seconds);
    }

    /** Active ones, as a launch leaves them; they bring nothing, as what a first login files is no part of the rest. */
    private static String campaigns(String kind) {
        return """
                insert into campaign (number, account_id, kind, title, starts_on, partner_kinds, relations, fingerprint,
                  created_by, created_at, launched_by, launched_at, active_from)
                select 'CI-%1$s-' || n, account.id, 'RECIPIENT', 'Campagne', current_date, '{%1$s}', '{EXISTING}', '',
                  'bench', now(), 'bench', now(), now()
                from account, generate_series(1, %2$d) n where account.code = 'logins'
                """.formatted(kind, CAMPAIGNS);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        var begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void checkpoint(Connection database) throws SQLException {
        execute(database, "checkpoint");
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}

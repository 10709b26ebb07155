package fr.paraphe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What missions of five offerings cost: to sign very many of them, to create what falls due beside the engine's own
 * work, and a day on which very much falls due. A process has its clock to itself: the database is brought to that day
 * instead, by moving due dates and timers.
 */
final class MissionBench implements Bench.Measurement {

    private static final int OFFERINGS = 5;
    private static final List<Integer> SIZES = List.of(100, 1_000, 10_000);
    private static final List<Integer> ROUNDS = List.of(5, 3, 1);
    private static final int AT_ONCE = 500;
    private static final int TURNS = 3;

    /** In days: what is due so soon is moved to now when a bench says so, and what is due later never is. */
    private static final int SOON = 40;

    private static final int LATER = 200;
    private static final int LEAD = 10;

    @Override
    public void run(Path work, Bench.Table table) throws Exception {
        try (var cluster = Cluster.start(work);
                var mails = MailSink.start(work, true)) {
            cluster.create("missions");
            cluster.create("empty");
            var sending = new Application.Setting(List.of("-Xmx1g"), mails.port(), "http://127.0.0.1:9", "paraphe.log");
            try (var application = Application.start(work, cluster.url("missions"), sending);
                    var database = cluster.connect("missions")) {
                try (var emptyDatabase = cluster.connect("empty")) {
                    execute(emptyDatabase, "create schema camunda");
                    var url = cluster.url("empty") + "?currentSchema=camunda";
                    try (var empty = new EmptyMissions(url, Path.of("processes/mission"), OFFERINGS)) {
                        besideTheEngine(application, database, empty, emptyDatabase, table);
                    }
                }
                sign(application, database, table);
                day(database, mails, table);
            }
        }
    }

    private static void besideTheEngine(
            Application application,
            Connection database,
            EmptyMissions empty,
            Connection emptyDatabase,
            Bench.Table table)
            throws Exception {
        var office = Office.open(application, database, "turns", AT_ONCE);
        execute(database, "update partner set mail = null, mail_problem = 'MISSING'");
        var ours = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        for (var turn = 0; turn <= TURNS; turn++) {
            office.sign(database, SOON);
            bringTheDay(database);
            var paraphe = fallDue(database, AT_ONCE * OFFERINGS, () -> {});
            empty.sign(AT_ONCE);
            var engine = empty.fallDue(emptyDatabase, AT_ONCE);
            if (turn > 0) { // the first one is the compiler's
                ours.add(paraphe.work() / AT_ONCE / OFFERINGS * 1e3);
                theirs.add(engine.work() / AT_ONCE / OFFERINGS * 1e3);
            }
        }
        table.add(
                "an occurrence, milliseconds: Paraphe; the engine with empty delegates (medians)",
                "%.2f; %.2f".formatted(SelectBench.median(ours), SelectBench.median(theirs)));
        table.atMost(
                "Paraphe / the engine with empty delegates",
                SelectBench.median(ours) / SelectBench.median(theirs),
                1.3);
    }

    /** What the last ones lead to is due soon. */
    private static void sign(Application application, Connection database, Bench.Table table) throws Exception {
        var costs = new ArrayList<Double>();
        for (var n = 0; n < SIZES.size(); n++) {
            var size = SIZES.get(n);
            var office = Office.open(application, database, "signing-" + size, size);
            var seconds = new ArrayList<Double>();
            for (var round = 0; round < ROUNDS.get(n); round++) {
                seconds.add(office.sign(database, n == SIZES.size() - 1 ? SOON : LATER));
            }
            var each = SelectBench.median(seconds) / size * 1e3;
            costs.add(each);
            table.add("%,d missions saved and signed: milliseconds each".formatted(size), "%.2f".formatted(each));
        }
        table.atMost("a mission: dearest / cheapest", Collections.max(costs) / Collections.min(costs), 1.2);
    }

    private static void day(Connection database, MailSink mails, Bench.Table table) throws Exception {
        var clients = SIZES.get(SIZES.size() - 1);
        bringTheDay(database);
        var day = fallDue(database, clients * OFFERINGS, () -> {});
        table.atMost(
                "%,d occurrences fall due: minutes until all are created".formatted(clients * OFFERINGS),
                day.seconds() / 60,
                60);
        Children.await("the mails", Duration.ofMinutes(10), () -> {
            Thread.sleep(500);
            return untold(database) == 0;
        });
        table.exactly("mails about them to %,d clients".formatted(clients), mails.mails(), clients);
        table.exactly("clients who got one", mails.recipients().size(), clients);
    }

    /** What clients are still to be told of. */
    private static long untold(Connection database) throws SQLException {
        return (long) Sql.number(database, """
                select (select count(*) from request_notice where mail_id is null and dropped is null)
                  + (select count(*) from message_outcome
                    where flow = 'information-request' and state in ('QUEUED', 'SENDING'))
                """);
    }

    /** What is due soon should have been created yesterday. */
    private static void bringTheDay(Connection database) throws SQLException {
        execute(
                database,
                "update mission_offering set first_due = current_date + %d where next_n = 1 and first_due < current_date + %d"
                        .formatted(LEAD - 1, LATER - 1));
        execute(
                database,
                "update mission set next_creation_at = now() - interval '1 day' where next_creation_at < now() + interval '%d days'"
                        .formatted(SOON));
    }

    /**
     * @param seconds from the moment all is due until the last request was started
     * @param work the same from the first one on
     */
    record Fallen(double seconds, double work) {}

    /** Lets the timers that end soon be due now, and waits until so many requests have been started. */
    static Fallen fallDue(Connection database, int requests, Runnable start) throws Exception {
        execute(database, "vacuum analyze");
        execute(database, "checkpoint");
        var before = started(database);
        var begin = Sql.number(database, "select extract(epoch from now())");
        execute(database, """
                update act_ru_job set duedate_ = now() at time zone 'UTC' where job_def_id_ in
                  (select id_ from act_ru_jobdef where act_id_ = 'CreationDateReached')
                  and duedate_ < now() + interval '%d days'
                """.formatted(SOON));
        start.run();
        Children.await("what falls due", Duration.ofMinutes(30), () -> {
            Thread.sleep(200);
            return started(database) >= before + requests;
        });
        return new Fallen(since(database, begin, "max"), since(database, begin, "max") - since(database, begin, "min"));
    }

    private static long started(Connection database) throws SQLException {
        return (long) Sql.number(
                database, "select count(*) from act_hi_procinst where proc_def_key_ = 'information-request'");
    }

    private static double since(Connection database, double begin, String which) throws SQLException {
        return Sql.number(database, """
                select extract(epoch from %s(start_time_) at time zone 'UTC') - ? from act_hi_procinst
                where proc_def_key_ = 'information-request' and start_time_ at time zone 'UTC' > to_timestamp(?)
                """.formatted(which), begin, begin);
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    /** An account of so many clients, with offerings of one request each. */
    private record Office(Application application, String code, List<Long> offerings) {

        static Office open(Application application, Connection database, String code, int clients) throws Exception {
            application.open(code);
            application.call(
                    "PUT", "/api/accounts/" + code + "/options/missions", "support-" + code, Map.of("on", true));
            execute(database, """
                    insert into partner (account_id, reference, kind, family_name, mail, mail_problem)
                    select account.id, 'C' || n, 'CLIENT', 'Client ' || n, 'c' || n || '.%1$s@example.org', null
                    from account, generate_series(1, %2$d) n where account.code = '%1$s'
                    """.formatted(code, clients));
            execute(database, "analyze partner");
            var office = new Office(application, code, new ArrayList<>());
            var category = office.call("POST", "/api/offering-categories", Map.of("name", "Fiscal"))
                    .get("id")
                    .longValue();
            for (var n = 1; n <= OFFERINGS; n++) {
                var offering = Map.of(
                        "category",
                        category,
                        "title",
                        "Rappel " + n,
                        "deliverable",
                        "VAT_RETURN",
                        "leadDays",
                        LEAD,
                        "items",
                        List.of(Map.of("kind", "REQUEST", "text", "Merci de déposer vos éléments")));
                office.offerings()
                        .add(office.call("POST", "/api/offerings", offering)
                                .get("id")
                                .longValue());
            }
            return office;
        }

        /**
         * A mission for each client, signed at once; each offering is due once, so many days from now.
         *
         * @return seconds from the click to the last signature, beyond what any call costs and the second after which
         *     the background looks
         */
        double sign(Connection database, int dueInDays) throws Exception {
            var begin = System.nanoTime();
            call("GET", "/api/offerings", null);
            var called = System.nanoTime();
            var last = Sql.number(database, "select coalesce(max(id), 0) from mission");
            var start = LocalDate.now();
            var saving = System.nanoTime();
            var missions = call(
                            "POST",
                            "/api/missions/many",
                            Map.of(
                                    "name",
                                    "Exercice",
                                    "start",
                                    start.toString(),
                                    "end",
                                    start.plusDays(360).toString(),
                                    "sign",
                                    true,
                                    "offerings",
                                    offerings.stream()
                                            .map(id -> Map.of(
                                                    "offering",
                                                    id,
                                                    "frequency",
                                                    "YEARLY",
                                                    "firstDue",
                                                    start.plusDays(dueInDays).toString()))
                                            .toList()))
                    .get("missions")
                    .intValue();
            var saved = System.nanoTime();
            Children.await("signatures", Duration.ofMinutes(10), () -> {
                Thread.sleep(200);
                return Sql.number(
                                database,
                                "select count(*) from mission where id > ? and next_creation_at is not null",
                                last)
                        == missions;
            });
            var signing = Sql.number(database, """
                    select extract(epoch from max(done_at) - min(done_at)) from mission_event
                    where what = 'SIGNED' and mission_id > ?
                    """, last);
            return (saved - saving - (called - begin)) / 1e9 + signing;
        }

        private JsonNode call(String method, String path, Object body) throws Exception {
            return application.call(method, path, "agent-" + code, body);
        }
    }
}

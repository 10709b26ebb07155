package fr.paraphe.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What each signature costs that is fetched from a platform, applied and accounted for. A run costs something by
 * itself, however little it finds, of which a hundred signatures are a small part: so what counts is what each further
 * one adds, from 100 to 1,000 and from 1,000 to 10,000. The sizes take turns.
 */
final class SyncBench implements Bench.Measurement {

    private static final int ROUNDS = 11;
    private static final List<Integer> SIZES = List.of(100, 1_000, 10_000);

    @Override
    public void run(Path work, Bench.Table table) throws Exception {
        try (var cluster = Cluster.start(work);
                var platform = new Platform()) {
            cluster.create("sync");
            try (var application = Application.start(
                            work,
                            cluster.url("sync"),
                            Application.Setting.sendingNothing()
                                    .with(
                                            "-Xmx384m",
                                            "-Dparaphe.contract.synchronisation.url=" + platform.url(),
                                            "-Dparaphe.contract.synchronisation.user=bench",
                                            "-Dparaphe.contract.synchronisation.password=bench"));
                    var database = cluster.connect("sync")) {
                var agent = application.open("warm-up").agent();
                fill(application, database, "warm-up", 10_000);
                for (var round = 0; round < 3; round++) {
                    signed(application, agent, database, platform, "warm-up", 10_000);
                }
                for (int size : SIZES) {
                    application.open("sync-" + size);
                    fill(application, database, "sync-" + size, size);
                }
                var empty = new ArrayList<Double>();
                var seconds = new TreeMap<Integer, List<Double>>();
                for (var round = 0; round < ROUNDS; round++) {
                    empty.add(signed(application, agent, database, platform, "warm-up", 0));
                    for (int size : SIZES) {
                        seconds.computeIfAbsent(size, none -> new ArrayList<>())
                                .add(signed(application, agent, database, platform, "sync-" + size, size));
                    }
                }
                table.add("a run that finds nothing: milliseconds", "%.1f".formatted(SelectBench.median(empty) * 1e3));
                table.flat(seconds);
            }
        }
    }

    private static void fill(Application application, Connection database, String code, int size) throws SQLException {
        new Account(application, code).fill(database, size, 1);
    }

    /** @return how many seconds the run took by its own account */
    private static double signed(
            Application application, String agent, Connection database, Platform platform, String code, int size)
            throws Exception {
        try (var statement = database.createStatement()) {
            statement.execute("""
                    update contract set status = 'AWAITING_SIGNATURE', signed_at = null, signed_by = null,
                      signature_mode = null where status = 'SIGNED'
                    """);
            statement.execute("vacuum analyze contract");
            statement.execute("vacuum analyze signature_inbox");
        }
        platform.add(code, size);
        var number = application
                .call("POST", "/api/synchronisations", agent, Map.of())
                .get("number")
                .textValue();
        Children.await(number, Duration.ofMinutes(5), () -> {
            Thread.sleep(200);
            return Sql.number(
                            database,
                            "select count(*) from synchronisation where ended_at is not null and number = '" + number
                                    + "'")
                    == 1;
        });
        var found = (long) Sql.number(database, "select count(*) from contract where signature_mode = 'ELECTRONIC'");
        if (found != size) {
            throw new IllegalStateException(number + " signed " + found + " of " + size);
        }
        return Sql.number(
                database,
                "select extract(epoch from ended_at - started_at) from synchronisation where number = '" + number
                        + "'");
    }

    /** A list of signatures that grows; a cursor is a place in it. */
    private static final class Platform implements AutoCloseable {

        private final HttpServer server;
        private final TreeMap<Integer, String> accounts = new TreeMap<>();
        private int size;

        Platform() throws IOException {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 10);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/api/signatures", this::page);
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/signatures";
        }

        synchronized void add(String account, int signatures) {
            if (signatures > 0) {
                accounts.put(size, account);
                size += signatures;
            }
        }

        private synchronized void page(HttpExchange exchange) throws IOException {
            try (exchange) {
                var asked = java.util.Arrays.stream(
                                exchange.getRequestURI().getQuery().split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
                var after = Integer.parseInt(asked.getOrDefault("after", "0"));
                var end = Math.min(size, after + Integer.parseInt(asked.get("limit")));
                var body = """
                        {"signatures":[%s],"next":"%d","more":%s}""".formatted(
                                IntStream.range(after, end)
                                        .mapToObj(this::signature)
                                        .collect(Collectors.joining(",")),
                                end,
                                end < size)
                        .getBytes(UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }

        private String signature(int place) {
            var account = accounts.floorEntry(place);
            return """
                    {"account":"%s","contract":"CP%d","signedAt":"2026-09-16T10:00:00+02:00","signedBy":"Prénom Nom"}""".formatted(account.getValue(), place - account.getKey() + 1);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}

package fr.paraphe.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Starting a run about 100,000 unsigned contracts out of 1,000,000, against the bare SQL statement. */
final class SelectBench implements Bench.Measurement {

    private static final int CONTRACTS = 1_000_000;
    private static final int MONTHS = 10;
    private static final int SELECTED = CONTRACTS / MONTHS;
    private static final int TIMES = 5;

    private static final String BARE = """
            insert into relaunch_contract (relaunch_id, contract_id, partner_id)
            select (select max(id) from relaunch), contract.id, contract.partner_id
            from contract join partner on partner.id = contract.partner_id
            where contract.account_id = (select id from account where code = 'measured')
              and contract.status = 'AWAITING_SIGNATURE' and contract.type = 'WORK_CONTRACT'
              and partner.kind in ('EMPLOYEE', 'TEMPORARY_WORKER')
              and contract.start_at >= timestamptz '2026-01-01 00:00+01'
              and contract.start_at < timestamptz '2026-02-01 00:00+01'
            """;

    @Override
    public void run(Path work, Bench.Table table) throws Exception {
        try (var cluster = Cluster.start(work)) {
            cluster.create("selection");
            try (var application =
                            Application.start(work, cluster.url("selection"), Application.Setting.sendingNothing());
                    var database = cluster.connect("selection")) {
                var account = application.open("measured");
                account.fill(database, CONTRACTS, MONTHS);
                account.start();
                var bare = new ArrayList<Double>();
                var ours = new ArrayList<Double>();
                for (var i = 0; i < TIMES; i++) {
                    emptyLatest(database);
                    bare.add(secondsOfBare(database, table));
                    var begin = System.nanoTime();
                    account.start();
                    ours.add((System.nanoTime() - begin) / 1e9);
                }
                table.exactly(
                        "contracts in the run",
                        (long)
                                Sql.number(
                                        database,
                                        "select count(*) from relaunch_contract where relaunch_id = (select max(id) from relaunch)"),
                        SELECTED);
                table.add("bare insert … select, seconds (median)", "%.2f".formatted(median(bare)));
                table.add("POST /api/relaunches, seconds (median)", "%.2f".formatted(median(ours)));
                table.atMost("Paraphe / bare SQL", median(ours) / median(bare), 1.5);
            }
        }
    }

    private static void emptyLatest(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("delete from relaunch_contract where relaunch_id = (select max(id) from relaunch)");
            statement.execute("vacuum analyze relaunch_contract");
        }
    }

    private static double secondsOfBare(Connection database, Bench.Table table) throws SQLException {
        try (var statement = database.createStatement()) {
            var begin = System.nanoTime();
            var rows = statement.executeUpdate(BARE);
            var seconds = (System.nanoTime() - begin) / 1e9;
            if (rows != SELECTED) {
                table.exactly("contracts by the bare statement", rows, SELECTED);
            }
            return seconds;
        }
    }

    static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }
}

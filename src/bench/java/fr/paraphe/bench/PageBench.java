package fr.paraphe.bench;

import java.nio.file.Path;
import java.util.ArrayList;

/** The contracts page in a browser's session, with few and with very many contracts in the account. */
final class PageBench implements Bench.Measurement {

    private static final int FEW = 1_000;
    private static final int MANY = 1_000_000;
    private static final int MONTHS = 10;
    private static final int TIMES = 300;
    private static final int TIMES_OF_FIGURES = 30;

    private static final String PAGE = "/console/contracts";
    private static final String FIGURES = "/console/contracts/summary";
    private static final String MONTH = "?type=WORK_CONTRACT&from=2026-01-01&to=2026-01-31";
    private static final String ALL = "?type=WORK_CONTRACT&from=2026-01-01&to=2026-12-31";

    /** Both find 111 contracts. */
    private static final String AMONG_FEW = "&text=nom9";

    private static final String AMONG_MANY = "&text=nom9999";

    @Override
    public void run(Path work, Bench.Table table) throws Exception {
        try (var cluster = Cluster.start(work)) {
            cluster.create("page");
            try (var application = Application.start(work, cluster.url("page"), Application.Setting.sendingNothing());
                    var database = cluster.connect("page")) {
                var few = application.open("few");
                few.fill(database, FEW, MONTHS);
                var many = application.open("many");
                many.fill(database, MANY, MONTHS);
                try (var statement = database.createStatement()) {
                    statement.execute("vacuum analyze partner, contract");
                }
                var small = application.browser(few.agent());
                var large = application.browser(many.agent());
                var page = ratio(table, "page", TIMES, new Look(small, PAGE + MONTH), new Look(large, PAGE + MONTH));
                table.atMost("page: many / few", page, 2);
                var searched = ratio(
                        table,
                        "searched page",
                        TIMES,
                        new Look(small, PAGE + ALL + AMONG_FEW),
                        new Look(large, PAGE + ALL + AMONG_MANY));
                table.atMost("searched page: many / few", searched, 2);
                ratio(
                        table,
                        "figures above it",
                        TIMES_OF_FIGURES,
                        new Look(small, FIGURES + MONTH),
                        new Look(large, FIGURES + MONTH));
                ratio(
                        table,
                        "figures above the searched page",
                        TIMES_OF_FIGURES,
                        new Look(small, FIGURES + ALL + AMONG_FEW),
                        new Look(large, FIGURES + ALL + AMONG_MANY));
            }
        }
    }

    private record Look(Application.Browser browser, String address) {

        double percentile95(int times) throws Exception {
            var all = new ArrayList<Double>();
            for (var i = 0; i < times; i++) {
                var begin = System.nanoTime();
                var answer = browser.get(address);
                all.add((System.nanoTime() - begin) / 1e6);
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException(address + ": " + answer.statusCode() + " " + answer.body());
                }
            }
            return all.stream().sorted().toList().get((int) (times * 0.95));
        }
    }

    /** Of the many to the few, both warm. */
    private static double ratio(Bench.Table table, String what, int times, Look few, Look many) throws Exception {
        few.percentile95(times);
        many.percentile95(times);
        var atFew = few.percentile95(times);
        var atMany = many.percentile95(times);
        table.add(what + ", p95 at %,d contracts, ms".formatted(FEW), "%.1f".formatted(atFew));
        table.add(what + ", p95 at %,d contracts, ms".formatted(MANY), "%.1f".formatted(atMany));
        return atMany / atFew;
    }
}

package fr.paraphe.bench;

import java.nio.file.Path;
import java.util.ArrayList;

/** The contracts page in a browser's session, with few and with very many contracts in the account. */
final class PageBench implements Bench.Measurement {

    private static final int FEW = 1_000;
    private static final int MANY = 1_000_000;
    private static final int MONTHS = 10;
    private static final int WARM_UP = 300;
    private static final int TIMES = 300;
    private static final String FILTER = "?type=WORK_CONTRACT&from=2026-01-01&to=2026-01-31";

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
                measure(table, "page", "/console/contracts" + FILTER, application, few, many);
                measure(table, "figures above it", "/console/contracts/summary" + FILTER, application, few, many);
            }
        }
    }

    private static void measure(
            Bench.Table table, String what, String address, Application application, Account few, Account many)
            throws Exception {
        var small = application.browser(few.agent());
        var large = application.browser(many.agent());
        var warmUp = what.equals("page") ? WARM_UP : 10;
        var times = what.equals("page") ? TIMES : 30;
        percentile95(small, address, warmUp);
        percentile95(large, address, warmUp);
        var atFew = percentile95(small, address, times);
        var atMany = percentile95(large, address, times);
        table.add(what + ", p95 at %,d contracts, ms".formatted(FEW), "%.1f".formatted(atFew));
        table.add(what + ", p95 at %,d contracts, ms".formatted(MANY), "%.1f".formatted(atMany));
        if (what.equals("page")) {
            table.atMost("page: many / few", atMany / atFew, 2);
        }
    }

    private static double percentile95(Application.Browser browser, String address, int times) throws Exception {
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

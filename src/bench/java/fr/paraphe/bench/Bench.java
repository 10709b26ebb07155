package fr.paraphe.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.slf4j.LoggerFactory;

/** Runs a bench by its name and prints what it found, each figure beside what it should reach. */
final class Bench {

    /** What a bench measures, in the folder where it may work. */
    interface Measurement {
        void run(Path work, Table table) throws Exception;
    }

    private static final Map<String, Measurement> ALL = new LinkedHashMap<>();

    static {
        ALL.put("send", new SendBench());
        ALL.put("select", new SelectBench());
        ALL.put("file", new FileBench());
        ALL.put("cost", new CostBench());
        ALL.put("start", new StartBench());
        ALL.put("page", new PageBench());
        ALL.put("kill", new KillBench());
        ALL.put("cluster", new ClusterBench());
        ALL.put("sync", new SyncBench());
        ALL.put("login", new LoginBench());
        ALL.put("campaign", new CampaignBench());
        ALL.put("mission", new MissionBench());
        ALL.put("proposal", new ProposalBench());
    }

    private Bench() {}

    public static void main(String... arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        var work = Path.of(arguments[0]);
        var asked = List.of(arguments).subList(1, arguments.length);
        var names = asked.equals(List.of("all")) ? List.copyOf(ALL.keySet()) : asked;
        if (names.isEmpty() || !ALL.keySet().containsAll(names)) {
            System.err.println("usage: src/bench/run all | " + String.join(" | ", ALL.keySet()));
            System.exit(2);
        }
        var reached = true;
        for (var name : names) {
            var table = new Table(name);
            ALL.get(name).run(work, table);
            table.print();
            reached &= table.isReached();
        }
        System.exit(reached ? 0 : 1);
    }

    /** The figures of one bench. */
    static final class Table {

        private record Row(String what, String figure, String goal, boolean reached) {}

        private final String bench;
        private final List<Row> rows = new ArrayList<>();

        Table(String bench) {
            this.bench = bench;
        }

        /** A figure without a goal. */
        void add(String what, String figure) {
            rows.add(new Row(what, figure, "", true));
        }

        void atLeast(String what, double figure, double goal) {
            rows.add(new Row(what, decimal(figure), "≥ " + decimal(goal), figure >= goal));
        }

        void atMost(String what, double figure, double goal) {
            rows.add(new Row(what, decimal(figure), "≤ " + decimal(goal), figure <= goal));
        }

        void exactly(String what, long figure, long goal) {
            rows.add(new Row(what, Long.toString(figure), "= " + goal, figure == goal));
        }

        /**
         * What each further thing costs is the same, however many there are: what each batch costs once, at its begin
         * and its end, is left out.
         *
         * @param seconds of the rounds of each size
         */
        void flat(SortedMap<Integer, List<Double>> seconds) {
            var sizes = List.copyOf(seconds.keySet());
            for (var size : sizes) {
                add(
                        "%,d: milliseconds each, all in all (median)".formatted(size),
                        "%.3f".formatted(SelectBench.median(seconds.get(size)) / size * 1e3));
            }
            var costs = new ArrayList<Double>();
            for (var i = 1; i < sizes.size(); i++) {
                int smaller = sizes.get(i - 1);
                int larger = sizes.get(i);
                var further = (SelectBench.median(seconds.get(larger)) - SelectBench.median(seconds.get(smaller)))
                        / (larger - smaller);
                costs.add(further);
                add("each further one, from %,d: milliseconds".formatted(smaller), "%.3f".formatted(further * 1e3));
            }
            atMost("dearest / cheapest", Collections.max(costs) / Collections.min(costs), 1.2);
        }

        boolean isReached() {
            return rows.stream().allMatch(Row::reached);
        }

        void print() {
            System.out.printf("%n%s%n", bench);
            rows.forEach(row -> System.out.printf(
                    "  %-72s %18s   %-10s %s%n", row.what(), row.figure(), row.goal(), row.reached() ? "" : "MISSED"));
        }

        private static String decimal(double value) {
            return value == Math.rint(value) && value >= 100
                    ? String.format(Locale.ROOT, "%.0f", value)
                    : String.format(Locale.ROOT, "%.2f", value);
        }
    }
}

package fr.paraphe.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * From the click on "log in" to the dashboard, by fifty partners at once, each with a contract to sign. Passwords are
 * hashed so that guessing them is dear, which makes logging in dear too: how much of it is that is measured apart.
 */
final class LoginBench implements Bench.Measurement {

    private static final int PARTNERS = 50;
    private static final int WARM_UPS = 4;
    private static final int ROUNDS = 10;
    private static final String PASSWORD = "le chat dort sur le toit";

    @Override
    public void run(Path work, Bench.Table table) throws Exception {
        try (var cluster = Cluster.start(work)) {
            cluster.create("login");
            try (var application = Application.start(work, cluster.url("login"), Application.Setting.sendingNothing());
                    var database = cluster.connect("login")) {
                application.open("login").fill(database, PARTNERS, 1);
                Account.openSpaces(database, PASSWORD);
                for (var round = 0; round < WARM_UPS; round++) {
                    round(application);
                }
                var before = cpu(application);
                var all = new ArrayList<Visit>();
                for (var round = 0; round < ROUNDS; round++) {
                    all.addAll(round(application));
                }
                var each = (cpu(application) - before) / (PARTNERS * ROUNDS);
                var hash = milliseconds(hashing());
                table.add("login to dashboard, 50 at once, p95, ms", percentile(all, 0.95, Visit::whole));
                table.add("the same, median, ms", percentile(all, 0.5, Visit::whole));
                table.add("the dashboard alone, p95, ms", percentile(all, 0.95, Visit::dashboard));
                table.add("processor time of one login, ms", "%.1f".formatted(each));
                table.add("of one password hash, ms", "%.1f".formatted(hash));
                table.add("share of password hashing", "%.0f %%".formatted(100 * hash / each));
                table.exactly("dashboards with the contract to sign", all.size(), PARTNERS * ROUNDS);
            }
        }
    }

    /** @param whole from sending the form to having the dashboard, in ms */
    private record Visit(double whole, double dashboard) {}

    private static List<Visit> round(Application application) throws Exception {
        var threads = Executors.newFixedThreadPool(PARTNERS);
        try {
            var waiting = new ArrayList<Form>();
            for (var form : threads.invokeAll(IntStream.rangeClosed(1, PARTNERS)
                    .<Callable<Form>>mapToObj(n -> () -> Form.open(application, n))
                    .toList())) {
                waiting.add(form.get());
            }
            var visits = new ArrayList<Visit>();
            for (var visit : threads.invokeAll(
                    waiting.stream().<Callable<Visit>>map(form -> form::send).toList())) {
                visits.add(visit.get());
            }
            return visits;
        } finally {
            threads.shutdown();
        }
    }

    /** The login page, filled in. */
    private record Form(Visitor visitor, int partner) {

        static Form open(Application application, int partner) throws IOException, InterruptedException {
            var visitor = new Visitor(application.address());
            visitor.page("/portal/login");
            return new Form(visitor, partner);
        }

        Visit send() throws IOException, InterruptedException {
            var begin = System.nanoTime();
            visitor.login("p" + partner + ".login@example.org", PASSWORD);
            var loggedIn = System.nanoTime();
            var dashboard = visitor.page("/portal");
            var end = System.nanoTime();
            if (!dashboard.contains("/portal/contracts/")) {
                throw new IllegalStateException("no contract on the dashboard: " + dashboard);
            }
            return new Visit((end - begin) / 1e6, (end - loggedIn) / 1e6);
        }
    }

    private static double cpu(Application application) {
        return milliseconds(application.process().info().totalCpuDuration().orElseThrow());
    }

    /** The median of one comparison, alone and warm. */
    private static Duration hashing() {
        var hash = Account.PASSWORDS.encode(PASSWORD);
        var all = new ArrayList<Long>();
        for (var i = 0; i < 60; i++) {
            var begin = System.nanoTime();
            if (!Account.PASSWORDS.matches(PASSWORD, hash)) {
                throw new IllegalStateException();
            }
            all.add(System.nanoTime() - begin);
        }
        return Duration.ofNanos(all.subList(20, 60).stream().sorted().toList().get(20));
    }

    private static double milliseconds(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static String percentile(
            List<Visit> visits, double share, java.util.function.ToDoubleFunction<Visit> figure) {
        var sorted = visits.stream().mapToDouble(figure).sorted().toArray();
        return "%.0f".formatted(sorted[(int) (sorted.length * share)]);
    }
}

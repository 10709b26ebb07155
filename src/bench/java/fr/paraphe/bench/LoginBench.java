package fr.paraphe.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * From the click on "log in" to the dashboard, by fifty partners at once, each with a contract to sign. Passwords are
 * hashed so that guessing them is dear, which makes logging in dear too: how much of it is that is measured apart.
 */
final class LoginBench implements Bench.Measurement {

    private static final int PARTNERS = 50;
    private static final int WARM_UPS = 4;
    private static final int ROUNDS = 10;
    private static final String PASSWORD = "le chat dort sur le toit";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    /** As {@code SpacePasswords} does it. */
    private static final BCryptPasswordEncoder ENCODER = new BCryptPasswordEncoder(11);

    @Override
    public void run(Path work, Bench.Table table) throws Exception {
        try (var cluster = Cluster.start(work)) {
            cluster.create("login");
            try (var application = Application.start(work, cluster.url("login"), Application.Setting.sendingNothing());
                    var database = cluster.connect("login")) {
                application.open("login").fill(database, PARTNERS, 1);
                openSpaces(database);
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

    private static void openSpaces(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("""
                    insert into portal_space (mail, password, must_change_password, language, opened_at)
                    select mail, '{bcrypt}%s', false, 'fr', now() from partner""".formatted(ENCODER.encode(PASSWORD)));
            statement.execute("""
                    insert into portal_membership (partner_id, space_id, joined_at)
                    select partner.id, space.id, now() from partner join portal_space space on space.mail = partner.mail""");
            statement.execute("analyze portal_space, portal_membership");
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
    private record Form(HttpClient browser, URI server, String body) {

        static Form open(Application application, int partner) throws IOException, InterruptedException {
            var browser = HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
            var server = application.address();
            var page = browser.send(
                    HttpRequest.newBuilder(server.resolve("/portal/login")).build(), BodyHandlers.ofString());
            var token = CSRF.matcher(page.body());
            if (!token.find()) {
                throw new IllegalStateException("no form: " + page.statusCode());
            }
            return new Form(
                    browser,
                    server,
                    "mail=" + encoded("p" + partner + ".login@example.org") + "&password=" + encoded(PASSWORD)
                            + "&_csrf=" + encoded(token.group(1)));
        }

        Visit send() throws IOException, InterruptedException {
            var begin = System.nanoTime();
            var answer = send(HttpRequest.newBuilder(server.resolve("/portal/login"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(body)));
            var loggedIn = System.nanoTime();
            var dashboard = send(HttpRequest.newBuilder(server.resolve("/portal")));
            var end = System.nanoTime();
            if (answer.statusCode() != 302 || !dashboard.body().contains("/portal/contracts/")) {
                throw new IllegalStateException("no dashboard: " + answer + ", " + dashboard);
            }
            return new Visit((end - begin) / 1e6, (end - loggedIn) / 1e6);
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            return browser.send(
                    request.header("Accept", "text/html")
                            .timeout(Duration.ofMinutes(1))
                            .build(),
                    BodyHandlers.ofString());
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, UTF_8);
        }
    }

    private static double cpu(Application application) {
        return milliseconds(application.process().info().totalCpuDuration().orElseThrow());
    }

    /** The median of one comparison, alone and warm. */
    private static Duration hashing() {
        var hash = ENCODER.encode(PASSWORD);
        var all = new ArrayList<Long>();
        for (var i = 0; i < 60; i++) {
            var begin = System.nanoTime();
            if (!ENCODER.matches(PASSWORD, hash)) {
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

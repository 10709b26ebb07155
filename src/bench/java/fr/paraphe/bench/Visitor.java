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
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody in the portal, with a browser of their own. */
final class Visitor {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI server;
    private String token = "";

    Visitor(URI server) {
        this.server = server;
    }

    String page(String path) throws IOException, InterruptedException {
        var page = browser.send(request(path).build(), BodyHandlers.ofString());
        mustBe(200, page, path);
        CSRF.matcher(page.body()).results().findFirst().ifPresent(found -> token = found.group(1));
        return page.body();
    }

    byte[] file(String path) throws IOException, InterruptedException {
        var file = browser.send(request(path).build(), BodyHandlers.ofByteArray());
        mustBe(200, file, path);
        return file.body();
    }

    /**
     * Sends a form of the page seen last, and goes where it leads, as a browser does.
     *
     * @return where it leads
     * @throws IllegalStateException if it leads nowhere: the form comes back, with what is wrong
     */
    String submit(String path, Map<String, String> fields) throws IOException, InterruptedException {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&", "", "&_csrf=" + URLEncoder.encode(token, UTF_8)));
        var answer = browser.send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        mustBe(302, answer, path);
        var where = answer.headers().firstValue("Location").orElseThrow();
        browser.send(request(where).build(), BodyHandlers.discarding());
        return where;
    }

    /** The login page stands there, filled in or not. */
    void login(String mail, String password) throws IOException, InterruptedException {
        var where = submit("/portal/login", Map.of("mail", mail, "password", password));
        if (!where.endsWith("/portal")) {
            throw new IllegalStateException("no login: " + where);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Accept", "text/html")
                .timeout(Duration.ofMinutes(5));
    }

    private static void mustBe(int status, HttpResponse<?> answer, String path) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
    }
}

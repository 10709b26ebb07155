package fr.paraphe.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person does with a browser, without the drawing: cookies, the login form, CSRF headers. Follows no redirect.
 */
public final class Visitor {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient PROGRAM = HttpClient.newHttpClient();

    private final URI server;
    private final CookieManager cookies;
    private final HttpClient client;

    private Visitor(int port, CookieManager cookies) {
        this.server = URI.create("http://localhost:" + port);
        this.cookies = cookies;
        this.client = HttpClient.newBuilder().cookieHandler(cookies).build();
    }

    public static Visitor at(int port) {
        return new Visitor(port, new CookieManager(null, CookiePolicy.ACCEPT_ALL));
    }

    /** The same browser with the same cookies, at another node. */
    Visitor goesTo(int port) {
        return new Visitor(port, cookies);
    }

    /** Fills in the login form; whether it was accepted is for the response to tell. */
    public HttpResponse<String> login(String userId, String password) {
        get("/login");
        return send(request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString("username=" + encoded(userId) + "&password=" + encoded(password)
                        + "&_csrf=" + encoded(cookie("XSRF-PARAPHE").orElse("")))));
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).header("Accept", "text/html,application/json;q=0.9"));
    }

    /** A download. */
    public byte[] getBytes(String path) {
        return send(client, request(path), BodyHandlers.ofByteArray()).body();
    }

    /** A reading as a program does it: by HTTP Basic, with no cookie and no second try. */
    public HttpResponse<String> getAs(String userId, String password, String path) {
        return send(PROGRAM, authorized(request(path), userId, password));
    }

    /** What a request brings: nothing, JSON, a form, files… */
    public record Content(@Nullable String type, byte[] bytes) {

        public static final Content NONE = new Content(null, new byte[0]);

        public static Content of(String type, String text) {
            return new Content(type, text.getBytes(UTF_8));
        }
    }

    /** Any request, as a page sends it: with the cookies and tokens of this browser. */
    public HttpResponse<String> send(String method, String path, Content content) {
        return send(withContent(withTokens(request(path)), method, content).header("Accept", "text/html,*/*;q=0.8"));
    }

    /** Any request, as a program sends it: by HTTP Basic, with no cookie. */
    public HttpResponse<String> sendAs(String userId, String password, String method, String path, Content content) {
        return send(PROGRAM, authorized(withContent(request(path), method, content), userId, password));
    }

    /** A change as our own and the engine's pages send it. */
    public HttpResponse<String> post(String path, String json) {
        return send(withTokens(request(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Fills in a form as it stands on a page, and sends it to its action. */
    public HttpResponse<String> submit(String page, String action, Map<String, String> fields) {
        var form = new LinkedHashMap<>(fields);
        formToken(page).ifPresent(token -> form.put("_csrf", token));
        return form(action, form);
    }

    /**
     * Fills in a form that has a field for files, and sends it to its action.
     *
     * @param page where the form's token stands
     * @param files named facture1.pdf, facture2.pdf…
     */
    public HttpResponse<String> upload(
            String page, String action, Map<String, String> fields, String field, List<byte[]> files) {
        var form = new LinkedHashMap<>(fields);
        formToken(page).ifPresent(token -> form.put("_csrf", token));
        var parts = new ArrayList<byte[]>();
        form.forEach((name, value) ->
                parts.add(("--part\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(UTF_8)));
        for (var file : files) {
            parts.add(("--part\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"facture"
                            + (files.indexOf(file) + 1) + ".pdf\"\r\nContent-Type: application/pdf\r\n\r\n")
                    .getBytes(UTF_8));
            parts.add(file);
            parts.add("\r\n".getBytes(UTF_8));
        }
        parts.add("--part--\r\n".getBytes(UTF_8));
        return send(request(action)
                .header("Content-Type", "multipart/form-data; boundary=part")
                .header("Accept", "text/html,application/json;q=0.9")
                .POST(BodyPublishers.ofByteArrays(parts)));
    }

    /** A form as whoever has no page of ours would send it. */
    public HttpResponse<String> form(String action, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(joining("&"));
        return send(request(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(body)));
    }

    /** A form of one of staff's pages, sent as a browser sends it. */
    public HttpResponse<String> submit(String path, Map<String, String> fields) {
        var form = new LinkedHashMap<>(fields);
        form.put("_csrf", cookie("XSRF-PARAPHE").orElse(""));
        return form(path, form);
    }

    /** A change as a page of another site would send it: with cookies, without tokens. */
    public HttpResponse<String> postFromElsewhere(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    public static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(response.statusCode() + " without JSON: " + response.body(), e);
        }
    }

    /** The token of the forms on this page, which stands for the browser's cookie. */
    public Optional<String> formToken(String page) {
        var token = CSRF.matcher(get(page).body());
        return token.find() ? Optional.of(token.group(1)) : Optional.empty();
    }

    private static HttpRequest.Builder authorized(HttpRequest.Builder request, String userId, String password) {
        var credentials = Base64.getEncoder().encodeToString((userId + ':' + password).getBytes(UTF_8));
        return request.header("Authorization", "Basic " + credentials);
    }

    private static HttpRequest.Builder withContent(HttpRequest.Builder request, String method, Content content) {
        if (content.type() != null) {
            request.header("Content-Type", content.type());
        }
        return request.method(method, BodyPublishers.ofByteArray(content.bytes()));
    }

    private HttpRequest.Builder withTokens(HttpRequest.Builder request) {
        cookie("XSRF-PARAPHE").ifPresent(token -> request.header("X-XSRF-PARAPHE", token));
        cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return request;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return send(client, request);
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        return send(client, request, BodyHandlers.ofString());
    }

    private static <T> HttpResponse<T> send(HttpClient client, HttpRequest.Builder request, BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException e) {
            throw new IllegalStateException("the server does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}

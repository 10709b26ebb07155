package fr.paraphe.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An SMS provider with Twilio's interface that takes every message, keeps it and finds it again: what stands on the
 * other side when whole processes are killed or measured.
 */
public final class SmsSink implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    /** An accepted message. */
    public record Sms(String sid, String to, String from, String body, Instant at) {}

    private final HttpServer server;
    private final Queue<Sms> taken = new ConcurrentLinkedQueue<>();
    private final Duration answersAfter;

    private SmsSink(HttpServer server, Duration answersAfter) {
        this.server = server;
        this.answersAfter = answersAfter;
    }

    /** @param answersAfter how long each request takes */
    public static SmsSink start(Duration answersAfter) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
            var sink = new SmsSink(server, answersAfter);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/", sink::serve);
            server.start();
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String baseUrl() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Every message that was accepted, in the order of arrival. */
    public List<Sms> taken() {
        return List.copyOf(taken);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            LockSupport.parkNanos(answersAfter.toNanos());
            if (exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 201, JSON.writeValueAsBytes(json(take(form(exchange)))));
            } else {
                var query = exchange.getRequestURI().getRawQuery();
                answer(
                        exchange,
                        200,
                        JSON.writeValueAsBytes(
                                found(pairs(query == null ? "" : query).get("To"))));
            }
        }
    }

    private Sms take(Map<String, String> form) {
        var sms = new Sms(
                "SM%032x".formatted(taken.size() + System.nanoTime()),
                form.getOrDefault("To", ""),
                form.getOrDefault("From", ""),
                form.getOrDefault("Body", ""),
                Instant.now());
        taken.add(sms);
        return sms;
    }

    private Map<String, Object> found(@Nullable String to) {
        var messages = taken.stream()
                .filter(sms -> sms.to().equals(to))
                .map(SmsSink::json)
                .toList();
        return Map.of("messages", messages, "page", 0, "page_size", 50, "first_page_uri", "/", "uri", "/");
    }

    private static Map<String, Object> json(Sms sms) {
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(sms.at().atOffset(ZoneOffset.UTC));
        return Map.of(
                "sid",
                sms.sid(),
                "to",
                sms.to(),
                "from",
                sms.from(),
                "body",
                sms.body(),
                "status",
                "sent",
                "date_created",
                date,
                "date_sent",
                date,
                "direction",
                "outbound-api",
                "num_segments",
                "1");
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        return pairs(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    }

    private static Map<String, String> pairs(String encoded) {
        return Stream.of(encoded.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(toMap(
                        pair -> URLDecoder.decode(pair[0], UTF_8),
                        pair -> URLDecoder.decode(pair[1], UTF_8),
                        (first, second) -> first));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

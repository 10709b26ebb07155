package fr.paraphe.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** As much of Twilio's interface as sending and looking up need, in a process of its own; it counts the POSTs. */
final class SmsSink implements AutoCloseable {

    static final String ACCOUNT = "AC00000000000000000000000000000000";
    static final String TOKEN = "bench-token-of-the-provider";

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private SmsSink(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static SmsSink start(Path work) throws Exception {
        var port = Children.freePort();
        var process = Children.start(
                work.resolve("sms-sink.log"),
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java") + "",
                        "-Xmx256m",
                        "-Dsun.net.httpserver.nodelay=true",
                        "-cp",
                        work.resolve("classes") + "",
                        SmsSink.class.getName(),
                        port + ""));
        var sink = new SmsSink(process, port);
        Children.await("SMS sink", Duration.ofSeconds(10), sink::answers);
        return sink;
    }

    String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    /** How many POSTs each number got. */
    Map<String, Integer> recipients() throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(baseUrl() + "/recipients")).build(), BodyHandlers.ofString());
        var found = new HashMap<String, Integer>();
        answer.body()
                .lines()
                .map(line -> line.split(" "))
                .forEach(line -> found.put(line[0], Integer.valueOf(line[1])));
        return found;
    }

    long posts() throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(baseUrl() + "/posts")).build(), BodyHandlers.ofString());
        return Long.parseLong(answer.body());
    }

    /** How long it thinks about each POST from now on. */
    void answerAfter(Duration delay) throws IOException, InterruptedException {
        http.send(
                HttpRequest.newBuilder(URI.create(baseUrl() + "/delay?" + delay.toNanos()))
                        .build(),
                BodyHandlers.discarding());
    }

    private boolean answers() throws InterruptedException {
        try {
            return posts() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws Exception {
        Children.stop(process);
    }

    /** The sink itself. */
    public static void main(String... arguments) throws IOException {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])), 100);
        server.setExecutor(Executors.newFixedThreadPool(64));
        var provider = new Provider();
        server.createContext("/posts", exchange -> answer(exchange, 200, provider.posts.toString()));
        server.createContext("/delay", exchange -> {
            provider.delay = Long.parseLong(exchange.getRequestURI().getQuery());
            answer(exchange, 200, "");
        });
        server.createContext("/recipients", exchange -> answer(exchange, 200, provider.counted()));
        server.createContext("/2010-04-01/Accounts/", provider::handle);
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static final class Provider {
        private static final DateTimeFormatter RFC_2822 =
                DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.US);

        final AtomicLong posts = new AtomicLong();
        volatile long delay;
        private final Map<String, ConcurrentLinkedDeque<String>> byNumber = new ConcurrentHashMap<>();

        void handle(HttpExchange exchange) throws IOException {
            if (exchange.getRequestMethod().equals("POST")) {
                create(exchange);
            } else {
                var to = fields(exchange.getRequestURI().getRawQuery()).getOrDefault("To", "");
                var found = byNumber.getOrDefault(to, new ConcurrentLinkedDeque<>());
                answer(exchange, 200, "{\"page\":0,\"messages\":[" + String.join(",", found) + "]}");
            }
        }

        private void create(HttpExchange exchange) throws IOException {
            var fields = fields(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            var sms = """
                    {"sid":"SM%032x","account_sid":"%s","status":"queued","to":"%s","from":"%s","body":"%s",\
                    "num_segments":"1","date_created":"%s"}""".formatted(
                            posts.incrementAndGet(),
                            ACCOUNT,
                            fields.get("To"),
                            fields.get("From"),
                            quoted(fields.getOrDefault("Body", "")),
                            RFC_2822.format(ZonedDateTime.now(ZoneOffset.UTC)));
            byNumber.computeIfAbsent(fields.getOrDefault("To", ""), number -> new ConcurrentLinkedDeque<>())
                    .addFirst(sms); // the provider lists the latest first
            LockSupport.parkNanos(delay);
            answer(exchange, 201, sms);
        }

        private static String quoted(String text) {
            return text.replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("\r", "")
                    .replace("\n", "\\n");
        }

        String counted() {
            return byNumber.entrySet().stream()
                    .map(number -> number.getKey() + " " + number.getValue().size())
                    .collect(Collectors.joining("\n"));
        }

        private static Map<String, String> fields(String encoded) {
            var fields = new HashMap<String, String>();
            for (var pair : encoded == null ? new String[0] : encoded.split("&")) {
                var equals = pair.indexOf('=');
                fields.put(
                        URLDecoder.decode(pair.substring(0, equals), UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
            return fields;
        }
    }
}

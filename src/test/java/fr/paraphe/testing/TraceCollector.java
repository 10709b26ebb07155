package fr.paraphe.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes the spans that OpenTelemetry's protocol brings by HTTP. */
public final class TraceCollector implements AutoCloseable {

    private final HttpServer server;
    private final Queue<String> taken = new ConcurrentLinkedQueue<>();

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    public static TraceCollector start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var collector = new TraceCollector(server);
            server.createContext("/v1/traces", collector::take);
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where to send them. */
    public String endpoint() {
        return "http://localhost:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** Whether one request has brought all these texts: names of spans, or their attributes. */
    public boolean has(String... texts) {
        return taken.stream().anyMatch(request -> {
            for (var text : texts) {
                if (!request.contains(text)) {
                    return false;
                }
            }
            return true;
        });
    }

    /** Protocol Buffers keep texts as they are. */
    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            taken.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

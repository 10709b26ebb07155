package fr.paraphe.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/** Paraphe as a process of its own, with its own clock and job executor, used over REST; it can be killed. */
public final class RunningParaphe implements AutoCloseable {

    private static final Duration TO_START = Duration.ofMinutes(3);
    private static final Duration TO_STOP = Duration.ofSeconds(40);
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param process it was started by, at this port */
    public RunningParaphe(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Settings of a node with the demo's data, which sends mails to this port and SMS to this provider; more can be put
     * in.
     */
    public static Map<String, String> demo(int mailPort, SmsSink provider) {
        return new HashMap<>(Map.of(
                "paraphe.demo.enabled",
                "true",
                "paraphe.mailbox.enabled",
                "false",
                "paraphe.message.sms.at-any-hour",
                "true",
                "spring.mail.host",
                "127.0.0.1",
                "spring.mail.port",
                String.valueOf(mailPort),
                "paraphe.message.sms.base-url",
                provider.baseUrl(),
                "paraphe.message.sms.account-sid",
                SmsAccount.SID,
                "paraphe.message.sms.auth-token",
                SmsAccount.AUTH_TOKEN,
                "paraphe.message.sms.from",
                SmsAccount.FROM));
    }

    /** Starts it, logging into {@code target/<name>.log}, and comes back when it is ready. */
    public static RunningParaphe start(String name, JdbcConnectionDetails database, Map<String, String> settings) {
        return start(name, database, settings, List.of());
    }

    /** @param more folders with classes and resources that this version has besides */
    public static RunningParaphe start(
            String name, JdbcConnectionDetails database, Map<String, String> settings, List<Path> more) {
        var log = log(name);
        var running = launch(log, database, settings, more);
        await("Paraphe, which logs into " + log).atMost(TO_START).until(running::answers);
        return running;
    }

    /**
     * Starts it where it refuses to start.
     *
     * @return what it says before it ends
     */
    public static String refused(String name, JdbcConnectionDetails database, Map<String, String> settings) {
        try (var running = launch(log(name), database, settings, List.of())) {
            await("the refusal").atMost(TO_START).until(() -> !running.process.isAlive());
            return Files.readString(log(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a node of this name writes its log. */
    public static Path log(String name) {
        return Path.of("target", name + ".log");
    }

    private static RunningParaphe launch(
            Path log, JdbcConnectionDetails database, Map<String, String> settings, List<Path> more) {
        try {
            var port = freePort();
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1", // it does not live long enough for more
                    "-cp",
                    classPath(more),
                    "fr.paraphe.Paraphe",
                    "--server.port=" + port,
                    "--spring.datasource.url=" + database.getJdbcUrl(),
                    "--spring.datasource.username=" + database.getUsername()));
            settings.forEach((setting, value) -> command.add("--" + setting + "=" + value));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new RunningParaphe(process, port);
        } catch (IOException e) {
            throw new IllegalStateException("Paraphe does not start", e);
        }
    }

    /** Without the tests' own classes, whose configuration it would take for its own. */
    private static String classPath(List<Path> more) {
        return Stream.concat(
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(entry -> !Path.of(entry).endsWith("test-classes")),
                        more.stream().map(Path::toString))
                .collect(joining(File.pathSeparator));
    }

    /** A port that nobody listens at. */
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("Paraphe ended by itself");
        }
        try {
            var health =
                    HttpRequest.newBuilder(at("/actuator/health/readiness")).build();
            return http.send(health, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Asks for something as a member of staff. */
    public JsonNode get(String path, String user, String password) {
        return send(request(path, user, password).GET());
    }

    /** Sends JSON as a member of staff. */
    public JsonNode post(String path, String user, String password, Map<String, ?> body) {
        try {
            return send(request(path, user, password)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody with a browser. */
    public Visitor visitor() {
        return Visitor.at(port);
    }

    /** The same browser, which a load balancer leads here. */
    public Visitor sameVisitor(Visitor visitor) {
        return visitor.goesTo(port);
    }

    /** What somebody who is not logged in gets there, through a proxy that speaks TLS. */
    public HttpResponse<String> visitBehindTls(String path) {
        return answer(HttpRequest.newBuilder(at(path)).header("X-Forwarded-Proto", "https"));
    }

    private JsonNode send(HttpRequest.Builder request) {
        var answer = answer(request);
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer + " " + answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("no JSON: " + answer.body(), e);
        }
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("Paraphe does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private HttpRequest.Builder request(String path, String user, String password) {
        var credentials = Base64.getEncoder().encodeToString((user + ':' + password).getBytes(UTF_8));
        return HttpRequest.newBuilder(at(path)).header("Authorization", "Basic " + credentials);
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** As {@code SIGTERM} does: it may finish what it is at, and has half a minute for it. */
    public void stop() {
        try {
            process.destroy();
            if (!process.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Paraphe does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As {@code kill -9} does: it gets no chance to finish anything. */
    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

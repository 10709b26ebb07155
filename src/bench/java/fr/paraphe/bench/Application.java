package fr.paraphe.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Paraphe in a process of its own, used as a program uses it: over REST. */
final class Application implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPERATOR = "bench-operator";
    private static final String PASSWORD = "a-long-password-for-measuring";

    private final Process process;
    private final int port;
    private final Path log;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Application(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Where mail and SMS go, the options of the JVM, the heap first of all, and the name of its log. */
    record Setting(List<String> jvm, int mailPort, String smsUrl, String log) {

        static Setting sendingTo(MailSink mail, SmsSink sms) {
            return sendingTo(mail.port(), sms);
        }

        static Setting sendingTo(int mailPort, SmsSink sms) {
            return new Setting(List.of("-Xmx1g"), mailPort, sms.baseUrl(), "paraphe.log");
        }

        static Setting sendingTo(MailSink mail) {
            return new Setting(List.of("-Xmx1g"), mail.port(), "http://127.0.0.1:9", "paraphe.log");
        }

        static Setting sendingNothing() {
            return new Setting(List.of("-Xmx1g"), 9, "http://127.0.0.1:9", "paraphe.log");
        }

        Setting with(String... jvm) {
            return new Setting(List.of(jvm), mailPort, smsUrl, log);
        }

        Setting loggingTo(String log) {
            return new Setting(jvm, mailPort, smsUrl, log);
        }
    }

    /** Starts it on this database, and comes back when it answers. */
    static Application start(Path work, String databaseUrl, Setting setting) throws Exception {
        var application = launch(work, databaseUrl, setting);
        Children.await("Paraphe", Duration.ofMinutes(3), application::answers);
        return application;
    }

    /** Starts it, and comes back at once. */
    static Application launch(Path work, String databaseUrl, Setting setting) throws IOException {
        var port = Children.freePort();
        var log = work.resolve(setting.log());
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java") + "");
        command.addAll(setting.jvm());
        command.addAll(List.of(
                "-jar",
                work.resolve("app/paraphe.jar") + "",
                "--server.port=" + port,
                "--spring.datasource.url=" + databaseUrl,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=",
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + setting.mailPort(),
                "--paraphe.message.sms.base-url=" + setting.smsUrl(),
                "--paraphe.message.sms.account-sid=" + SmsSink.ACCOUNT,
                "--paraphe.message.sms.auth-token=" + SmsSink.TOKEN,
                "--paraphe.message.sms.from=Paraphe",
                "--paraphe.message.sms.at-any-hour=true",
                "--paraphe.operator.user=" + OPERATOR,
                "--paraphe.operator.password=" + PASSWORD,
                "--paraphe.demo.enabled=false"));
        return new Application(Children.start(log, Map.of(), command), port, log);
    }

    boolean answers() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("Paraphe ended; see " + log);
        }
        try {
            return http.send(request("/actuator/health/readiness").build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** An account with the option, an agent who works there, and a member of support who switched it on. */
    Account open(String code) throws Exception {
        call("POST", "/api/accounts", OPERATOR, Map.of("code", code, "name", "Agence " + code));
        enrol("support-" + code, code, "SUPPORT");
        enrol("agent-" + code, code, "AGENT");
        call("PUT", "/api/accounts/" + code + "/options/relaunch", "support-" + code, Map.of("on", true));
        return new Account(this, code);
    }

    void enrol(String user, String account, String role) throws Exception {
        call(
                "POST",
                "/api/staff",
                OPERATOR,
                Map.of(
                        "userId",
                        user,
                        "givenName",
                        "Bench",
                        "familyName",
                        role,
                        "password",
                        PASSWORD,
                        "account",
                        account,
                        "roles",
                        List.of(role),
                        "seesAttached",
                        false));
    }

    /** @throws IllegalStateException if the answer is no success */
    JsonNode call(String method, String path, String user, Object body) throws IOException, InterruptedException {
        var credentials = Base64.getEncoder().encodeToString((user + ":" + PASSWORD).getBytes(UTF_8));
        var request = request(path)
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }

    /**
     * Sends a form with a PDF in it.
     *
     * @throws IllegalStateException if the answer is no success
     */
    JsonNode upload(String path, String user, byte[] pdf, Map<String, String> fields)
            throws IOException, InterruptedException {
        var boundary = "a-boundary-that-is-in-no-document";
        var body = new ByteArrayOutputStream();
        for (var field : fields.entrySet()) {
            body.writeBytes("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(boundary, field.getKey(), field.getValue())
                    .getBytes(UTF_8));
        }
        body.writeBytes(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bench.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
                        .formatted(boundary)
                        .getBytes(UTF_8));
        body.writeBytes(pdf);
        body.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(UTF_8));
        var credentials = Base64.getEncoder().encodeToString((user + ":" + PASSWORD).getBytes(UTF_8));
        var answer = http.send(
                request(path)
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** A browser that is logged in as this user. */
    Browser browser(String user) throws IOException, InterruptedException {
        var cookies = new CookieManager();
        var browser = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        browser.send(request("/login").build(), BodyHandlers.discarding());
        var token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-PARAPHE"))
                .findFirst()
                .orElseThrow()
                .getValue();
        browser.send(
                request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("username=" + user + "&password=" + PASSWORD + "&_csrf="
                                + URLEncoder.encode(token, UTF_8)))
                        .build(),
                BodyHandlers.discarding());
        return path -> browser.send(request(path).build(), BodyHandlers.ofString());
    }

    /**
     * One login of a partner in a new browser.
     *
     * @return the seconds from the click to the answer
     */
    double login(String mail, String password) throws IOException, InterruptedException {
        var visitor = new Visitor(address());
        visitor.page("/portal/login");
        var begin = System.nanoTime();
        visitor.login(mail, password);
        return (System.nanoTime() - begin) / 1e9;
    }

    interface Browser {
        java.net.http.HttpResponse<String> get(String path) throws IOException, InterruptedException;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address().resolve(path)).timeout(Duration.ofMinutes(5));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Process process() {
        return process;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        Children.stop(process);
    }
}

package fr.paraphe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fr.paraphe.testing.Image;
import fr.paraphe.testing.InstalledPostgres;
import fr.paraphe.testing.RunningParaphe;
import fr.paraphe.testing.SealKeyStore;
import fr.paraphe.testing.SmsAccount;
import fr.paraphe.testing.SmsSink;
import fr.paraphe.testing.TraceCollector;
import fr.paraphe.testing.Visitor.Content;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image as a production runs it, by what Dockerfile and docker-compose.yml say, without a container engine. It
 * needs the packaged jar and its layers, so it runs after {@code package}, in {@code verify}. Other than in the compose
 * file are: the addresses of database and mail server, the port, and an SMS provider on this machine.
 */
class ImageIT {

    private static final String OPERATOR = "premier.exploitant";
    private static final String PASSWORD = "une longue phrase de passe";
    private static final String AGENT = "paul.durand";
    private static final String CLIENT = "accueil@transports-saone.example";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TO_FINISH_REQUESTS = Duration.ofSeconds(30); // Spring's own limit
    private static final int SIGTERM = 128 + 15;

    private final GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
    private final SmsSink provider = SmsSink.start(Duration.ZERO);
    private final TraceCollector collector = TraceCollector.start();

    @TempDir
    private Path folder;

    private Image image;
    private Path log;

    @BeforeEach
    void build() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        image = Image.build(folder);
        log = Path.of("target", "image.log");
        mail.start();
    }

    @AfterEach
    void closeTheOtherSide() {
        mail.stop();
        provider.close();
        collector.close();
    }

    @Test
    @DisplayName(
            "The image runs by the compose file: not as root, healthy, nothing of the demo in it; the first operator"
                    + " opens an account, a mail leaves, its request and its job are traced, and SIGTERM ends it in time. Without its secrets it says what to set")
    void production() throws Exception {
        assertThat(image.leftOut()).isEmpty();
        refusesWithoutSecrets();

        try (var postgres = InstalledPostgres.start(Files.createDirectory(folder.resolve("postgres")))) {
            var port = RunningParaphe.freePort();
            var process =
                    image.run(environment(postgres.create("paraphe", "paraphe").getJdbcUrl(), port), log.toFile());
            try (var paraphe = new RunningParaphe(process, port)) {
                await("health, see " + log)
                        .pollInterval(SECOND)
                        .atMost(image.toBeHealthy())
                        .until(() -> {
                            assertThat(process.isAlive()).isTrue();
                            return image.isHealthy(port);
                        });

                runsAsItsUser(process);
                isUp(paraphe);
                nothingOfTheDemo(paraphe);
                cookiesAreForHttpsAlone(paraphe);
                aMailLeaves(paraphe);

                assertThat(image.stopGracePeriod()).isGreaterThan(TO_FINISH_REQUESTS);
                paraphe.stop();
                assertThat(process.exitValue()).isEqualTo(SIGTERM);
                assertThat(log).content().contains("Graceful shutdown complete");
            }
        }
    }

    private void refusesWithoutSecrets() throws IOException {
        var process = image.run(image.environment(Map.of()), log.toFile());
        assertThat(process.onExit()).succeedsWithin(PATIENCE);
        assertThat(process.exitValue()).isNotZero();
        assertThat(image.demanded().keySet())
                .filteredOn(name -> !name.contains("_SMS_")) // whoever sends none needs no account
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(log).content().contains("or the environment variable " + name));
    }

    private Map<String, String> environment(String database, int port) throws Exception {
        var dotEnv = new HashMap<>(Map.of(
                "PARAPHE_DATABASE_PASSWORD",
                "un mot de passe de base",
                "PARAPHE_MESSAGE_MAIL_FROM",
                "Agence du Rhône <relances@agence.example>",
                "PARAPHE_PUBLIC_URL",
                "https://paraphe.agence.example",
                "PARAPHE_SECRET",
                "un secret de quarante caractères au moins",
                "PARAPHE_OPERATOR_USER",
                OPERATOR,
                "PARAPHE_OPERATOR_PASSWORD",
                PASSWORD,
                "PARAPHE_MESSAGE_SMS_ACCOUNT_SID",
                SmsAccount.SID,
                "PARAPHE_MESSAGE_SMS_AUTH_TOKEN",
                SmsAccount.AUTH_TOKEN,
                "PARAPHE_MESSAGE_SMS_FROM",
                SmsAccount.FROM,
                "PARAPHE_SEAL_KEY_STORE_PASSWORD",
                PASSWORD));
        assertThat(dotEnv.keySet())
                .containsExactlyInAnyOrderElementsOf(Set.copyOf(image.demanded().values()));
        var environment = image.environment(dotEnv);
        environment.putAll(Map.of(
                "SPRING_DATASOURCE_URL", database,
                "SPRING_MAIL_HOST", "127.0.0.1",
                "SPRING_MAIL_PORT", String.valueOf(mail.getSmtp().getPort()),
                "PARAPHE_SEAL_KEY_STORE", seals(),
                "PARAPHE_MESSAGE_SMS_BASE_URL", provider.baseUrl(),
                "SERVER_PORT", String.valueOf(port),
                "MANAGEMENT_OTLP_TRACING_ENDPOINT", collector.endpoint(),
                "MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "1.0"));
        return environment;
    }

    /** Which the image's user may read, and nobody else needs to. */
    private String seals() throws Exception {
        var file = SealKeyStore.in(folder, PASSWORD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        if (Image.isRoot()) {
            Files.setAttribute(file, "unix:uid", Integer.valueOf(image.user()));
        }
        return file.toString();
    }

    private void runsAsItsUser(Process process) throws IOException {
        assertThat(image.user()).isNotEqualTo("0");
        if (Image.isRoot()) {
            assertThat(Path.of("/proc", process.pid() + "", "status"))
                    .content()
                    .containsPattern("Uid:\\s+" + image.user() + "\\s+" + image.user());
        }
    }

    private static void isUp(RunningParaphe paraphe) {
        for (var group : List.of("liveness", "readiness", "storage", "work", "messages")) {
            assertThat(paraphe.get("/actuator/health/" + group, OPERATOR, PASSWORD)
                            .get("status")
                            .textValue())
                    .as(group)
                    .isEqualTo("UP");
        }
    }

    private static void nothingOfTheDemo(RunningParaphe paraphe) {
        assertThat(paraphe.get("/api/accounts", OPERATOR, PASSWORD).findValuesAsText("code"))
                .as("the operators' own")
                .containsExactly("paraphe");
        var somebody = paraphe.visitor();
        assertThat(somebody.getAs("camille", "paraphe-demo", "/api/accounts").statusCode())
                .isEqualTo(401);
        assertThat(somebody.getAs(OPERATOR, PASSWORD, "/mailbox").statusCode()).isEqualTo(404);
    }

    private static void cookiesAreForHttpsAlone(RunningParaphe paraphe) {
        var login = paraphe.visitBehindTls("/login");
        assertThat(login.headers().allValues("Set-Cookie")).isNotEmpty().allMatch(cookie -> cookie.contains("Secure"));
        assertThat(login.headers().firstValue("Strict-Transport-Security")).isPresent();
        assertThat(login.body()).doesNotContain("camille");
    }

    private void aMailLeaves(RunningParaphe paraphe) throws Exception {
        paraphe.post("/api/accounts", OPERATOR, PASSWORD, Map.of("code", "lyon", "name", "Lyon"));
        paraphe.post(
                "/api/staff",
                OPERATOR,
                PASSWORD,
                Map.of(
                        "userId",
                        AGENT,
                        "givenName",
                        "Paul",
                        "familyName",
                        "Durand",
                        "password",
                        PASSWORD,
                        "account",
                        "lyon",
                        "roles",
                        List.of("AGENT")));
        var partner = "[{\"reference\": \"CLI-1\", \"kind\": \"CLIENT\", \"familyName\": \"Transports\", \"mail\": \""
                + CLIENT + "\"}]";
        assertThat(paraphe.visitor()
                        .sendAs(
                                AGENT,
                                PASSWORD,
                                "POST",
                                "/api/imports/partners",
                                Content.of("application/json", partner))
                        .statusCode())
                .isEqualTo(200);
        paraphe.post("/api/partners/CLI-1/invitation", AGENT, PASSWORD, Map.of());

        assertThat(mail.waitForIncomingEmail(PATIENCE.toMillis(), 1)).isTrue();
        var invitation = mail.getReceivedMessages()[0];
        assertThat(((InternetAddress) invitation.getFrom()[0]).getPersonal()).isEqualTo("Agence du Rhône");
        assertThat(invitation.getAllRecipients()[0]).hasToString(CLIENT);

        var contract = sent(paraphe);

        await("traces").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(collector.has("http post /api/partners/{reference}/invitation"))
                    .isTrue();
            assertThat(collector.has("job contract-signature send-proposal", "businessKey", contract))
                    .isTrue();
        });
        assertThat(collector.has("tasks.scheduled"))
                .as("what looks each second")
                .isFalse();
        assertThat(collector.has("CLI-1")).as("addresses").isFalse();
    }

    /** The number of a contract that a job sends. */
    private static String sent(RunningParaphe paraphe) {
        var template = paraphe.post(
                        "/api/proposal-templates",
                        AGENT,
                        PASSWORD,
                        Map.of("name", "Bail", "sections", List.of(Map.of("title", "Objet", "text", "Un bureau"))))
                .get("id")
                .longValue();
        var number = paraphe.post("/api/proposals", AGENT, PASSWORD, Map.of("template", template))
                .get("number")
                .textValue();
        var recipient = "{\"mail\": \"" + CLIENT + "\", \"company\": \"TRANSPORTS\", \"leadSource\": \"OTHER\"}";
        assertThat(paraphe.visitor()
                        .sendAs(
                                AGENT,
                                PASSWORD,
                                "PUT",
                                "/api/proposals/" + number + "/sending",
                                Content.of("application/json", recipient))
                        .statusCode())
                .isEqualTo(200);
        return number;
    }
}

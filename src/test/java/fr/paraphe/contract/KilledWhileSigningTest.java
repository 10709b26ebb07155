package fr.paraphe.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fr.paraphe.testing.RunningParaphe;
import fr.paraphe.testing.SmsAccount;
import fr.paraphe.testing.TestDatabase;
import fr.paraphe.testing.Visitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The real application, killed with {@code kill -9} while it waits for a page of signatures and, at the same time, for
 * the authority that dates a seal; and started again.
 */
class KilledWhileSigningTest {

    private static final String AGENT = "camille";
    private static final String PASSWORD = "paraphe-demo";
    private static final String WORKER = "SAL-0001";
    private static final String CLIENT = "contact@dupont.example";
    private static final String SIGNATORY = "lea@paraphe.example";
    private static final int PAGE = 5;
    private static final int PAGES = 4;
    private static final int KILLED_AT = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern CONTRACT = Pattern.compile("/portal/contracts/(\\d+)\"");
    private static final Pattern PROPOSAL = Pattern.compile("/portal/proposals/(\\d+)\"");
    private static final Pattern SHA256 = Pattern.compile("name=\"sha256\" value=\"([0-9a-f]{64})\"");

    private final TestDatabase database = TestDatabase.fresh();
    private final GreenMail mailServer = new GreenMail(ServerSetup.SMTP.dynamicPort());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Integer> pagesAsked = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch synchronising = new CountDownLatch(1);

    /** The worker's contract, the client's, and one that is signed in the demonstration data. */
    private final CountDownLatch sealing = new CountDownLatch(3);

    private final CountDownLatch killed = new CountDownLatch(1);

    private HttpServer others;
    private List<String> signedElsewhere = List.of();

    @TempDir
    Path folder;

    @BeforeEach
    void openTheOtherSide() throws IOException {
        mailServer.start();
        others = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        others.setExecutor(threads);
        others.createContext("/api/signatures", this::signatures);
        others.createContext("/time", exchange -> hang(exchange, sealing));
        others.start();
    }

    @AfterEach
    void closeTheOtherSide() {
        killed.countDown();
        others.stop(0);
        threads.shutdown();
        mailServer.stop();
    }

    @Test
    @DisplayName(
            "R-02 S-06 §5 kill -9 while synchronising and while sealing: each contract is signed once, each page is"
                    + " applied once, each contract is sealed, filed and told once")
    void killed() throws InterruptedException {
        String run;
        long contract;
        long proposal;
        String mail;
        try (var paraphe =
                start(Map.of("paraphe.seal.timestamp-url", address("/time"), "paraphe.seal.timestamp-within", "2m"))) {
            signedElsewhere = awaiting(paraphe);
            mail = paraphe.get("/api/partners/" + WORKER, AGENT, PASSWORD)
                    .get("mail")
                    .textValue();
            contract = signs(paraphe.visitor(), mail);
            proposal = signsAsClient(paraphe.visitor());
            assertThat(sealing.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            run = paraphe.post("/api/synchronisations", AGENT, PASSWORD, Map.of())
                    .get("number")
                    .textValue();
            assertThat(synchronising.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(synchronisation(paraphe, run).get("pages").intValue())
                    .as("killed in the middle")
                    .isEqualTo(KILLED_AT);
            assertThat(sealed(contract)).as("killed in the middle").isZero();
            assertThat(sealedProposals(proposal)).as("killed in the middle").isZero();
            assertThat(mailsTo(SIGNATORY)).as("killed before anybody was told").isZero();
        }
        killed.countDown();
        try (var paraphe = start(Map.of())) {
            await("the synchronisation")
                    .atMost(PATIENCE)
                    .until(() -> synchronisation(paraphe, run)
                            .get("state")
                            .textValue()
                            .equals("DONE"));
            await("the seal").atMost(PATIENCE).until(() -> sealed(contract) > 0);
            await("the mail").atMost(PATIENCE).until(() -> mailsTo(mail) > 0);
            await("the client's seal").atMost(PATIENCE).until(() -> sealedProposals(proposal) > 0);
            await("the signatory's mails, one a contract").atMost(PATIENCE).until(() -> mailsTo(SIGNATORY) >= 2);

            var done = synchronisation(paraphe, run);
            assertThat(done.get("pages").intValue()).isEqualTo(PAGES);
            assertThat(done.at("/figures/signed").intValue()).isEqualTo(PAGE * PAGES);
            assertThat(pagesAsked).containsExactly(0, 1, KILLED_AT, KILLED_AT, 3);
            for (var reference : signedElsewhere) {
                assertThat(events(paraphe, reference, "SIGNED")).as(reference).isOne();
            }
            assertThat(sealed(contract)).isOne();
            assertThat(count(
                            "select count(*) from paraphe.contract_event where what = 'COMPLETED' and contract_id = ?",
                            contract))
                    .isOne();
            assertThat(mailsTo(mail)).isOne();
            assertThat(sealedProposals(proposal)).isOne();
            assertThat(mailsTo(SIGNATORY)).isEqualTo(2);
            assertThat(count("select count(*) from paraphe.proposal_notice where proposal_id = ?", proposal))
                    .isOne();
        }
    }

    private RunningParaphe start(Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "paraphe.demo.enabled", "true",
                "paraphe.mailbox.enabled", "false",
                "paraphe.seal.generated-in", folder.resolve("seal").toString(),
                "paraphe.contract.synchronisation.url", address("/api/signatures"),
                "paraphe.contract.synchronisation.user", "paraphe",
                "paraphe.contract.synchronisation.password", "anything",
                // A platform may give less than it is asked for.
                "paraphe.contract.synchronisation.page", "" + 2 * PAGE,
                "spring.mail.host", "127.0.0.1",
                "spring.mail.port", "" + mailServer.getSmtp().getPort()));
        settings.put("paraphe.message.sms.account-sid", SmsAccount.SID);
        settings.put("paraphe.message.sms.auth-token", SmsAccount.AUTH_TOKEN);
        settings.put("paraphe.message.sms.from", SmsAccount.FROM);
        settings.putAll(more);
        return RunningParaphe.start("killed-while-signing", database, settings);
    }

    private String address(String path) {
        return "http://127.0.0.1:" + others.getAddress().getPort() + path;
    }

    /** Contracts that others sign, elsewhere. */
    private static List<String> awaiting(RunningParaphe paraphe) {
        return paraphe
                .get("/api/contracts?type=WORK_CONTRACT", AGENT, PASSWORD)
                .get("contracts")
                .findValuesAsText("reference")
                .stream()
                .filter(reference -> reference.startsWith("CT-"))
                .filter(reference -> !ofTheWorker(paraphe, reference))
                .limit((long) PAGE * PAGES)
                .toList();
    }

    private static boolean ofTheWorker(RunningParaphe paraphe, String reference) {
        return paraphe.get("/api/contracts/" + reference, AGENT, PASSWORD)
                .toString()
                .contains("\"" + WORKER + "\"");
    }

    /** As the worker does, with a browser; the answer is the contract's id. */
    private static long signs(Visitor worker, String mail) {
        worker.submit("/portal/login", "/portal/login", Map.of("mail", mail, "password", PASSWORD));
        var contract = CONTRACT.matcher(worker.get("/portal").body());
        assertThat(contract.find()).isTrue();
        var path = "/portal/contracts/" + contract.group(1);
        assertThat(worker.get(path + "/document").statusCode()).isEqualTo(200);
        sign(worker, path);
        return Long.parseLong(contract.group(1));
    }

    /** As a client of Bureau Plus does with the contract that was sent there; the answer is its id. */
    private static long signsAsClient(Visitor client) {
        client.submit("/portal/login", "/portal/login", Map.of("mail", CLIENT, "password", PASSWORD));
        await("the contract that waits")
                .atMost(PATIENCE)
                .until(() -> PROPOSAL.matcher(client.get("/portal").body()).find());
        var contract = PROPOSAL.matcher(client.get("/portal").body());
        assertThat(contract.find()).isTrue();
        var path = "/portal/proposals/" + contract.group(1);
        var sections = client.get(path).body().split("id=\"section-\\d", -1).length - 1;
        for (var section = 1; section <= sections; section++) {
            client.submit(path, path + "/sections/" + section, Map.of());
        }
        client.submit(
                path,
                path + "/legal",
                Map.of(
                        "form", "SAS",
                        "name", "Dupont",
                        "identifier", "732 829 320 00074",
                        "address", "1 rue de la Paix, 75002 Paris",
                        "signatoryName", "Jean-Louis Dupont",
                        "signatoryQuality", "président"));
        sign(client, path);
        return Long.parseLong(contract.group(1));
    }

    private static void sign(Visitor partner, String path) {
        var sha256 = SHA256.matcher(partner.get(path).body());
        assertThat(sha256.find()).isTrue();
        var answer = partner.submit(path, path + "/signature", Map.of("consent", "yes", "sha256", sha256.group(1)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    }

    private static JsonNode synchronisation(RunningParaphe paraphe, String number) {
        return paraphe.get("/api/synchronisations/" + number, AGENT, PASSWORD);
    }

    private static int events(RunningParaphe paraphe, String reference, String what) {
        var history =
                paraphe.get("/api/contracts/" + reference, AGENT, PASSWORD).get("history");
        return Collections.frequency(history.findValuesAsText("what"), what);
    }

    private int sealed(long contract) {
        return count("select count(*) from paraphe.document where origin = 'contract ' || ? || ' signed'", contract);
    }

    private int sealedProposals(long proposal) {
        return count("select count(*) from paraphe.document where origin = 'proposal ' || ? || '/1 signed'", proposal);
    }

    private int count(String sql, long contract) {
        return JdbcClient.create(new DriverManagerDataSource(database.getJdbcUrl(), database.getUsername(), ""))
                .sql(sql)
                .param(contract)
                .query(Integer.class)
                .single();
    }

    private long mailsTo(String address) {
        return Stream.of(mailServer.getReceivedMessagesForDomain(address)).count();
    }

    /** A page, whose cursor is its number; the first time, one of them does not come. */
    private void signatures(HttpExchange exchange) throws IOException {
        var after =
                Pattern.compile("after=(\\d+)").matcher(exchange.getRequestURI().getQuery());
        var page = after.find() ? Integer.parseInt(after.group(1)) : 0;
        pagesAsked.add(page);
        if (page == KILLED_AT && killed.getCount() > 0) {
            hang(exchange, synchronising);
            return;
        }
        var body = IntStream.range(page * PAGE, Math.min(PAGES, page + 1) * PAGE)
                .mapToObj(n ->
                        "{\"account\":\"interim-rhone\",\"contract\":\"%s\",\"signedAt\":\"%s\",\"signedBy\":\"Léa\"}"
                                .formatted(signedElsewhere.get(n), "2026-09-16T10:00:00+02:00"))
                .collect(joining(
                        ",",
                        "{\"signatures\":[",
                        "],\"next\":\"%d\",\"more\":%s}".formatted(Math.min(PAGES, page + 1), page + 1 < PAGES)))
                .getBytes(UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void hang(HttpExchange exchange, CountDownLatch reached) {
        reached.countDown();
        try (exchange) {
            killed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

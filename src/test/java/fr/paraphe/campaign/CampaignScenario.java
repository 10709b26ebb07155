package fr.paraphe.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import fr.paraphe.account.Account;
import fr.paraphe.account.AccountOption;
import fr.paraphe.account.StaffRole;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.portal.SpaceOpening;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Jobs;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.testing.TestClock;
import fr.paraphe.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.LinkedMultiValueMap;

/** What the tests of campaigns say: an agency, its manager at the REST door, partners with a space. */
@ParapheTest
abstract class CampaignScenario {

    static final String PAYSLIP = "bulletin-de-paie";
    static final String PASSWORD = "le chat dort sur le toit";

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    Given given;

    @Autowired
    Jobs jobs;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    GreenMail mailServer;

    @Autowired
    TestRestTemplate http;

    @Autowired
    PartnerDirectory directory;

    @Autowired
    SpaceOpening spaces;

    @Autowired
    CampaignPost post;

    @Autowired
    CampaignReaching reaching;

    @LocalServerPort
    int port;

    Account agency;
    String manager;

    @BeforeEach
    void anAgencyAndItsManager() {
        agency = given.accountWith(AccountOption.ATTACHED_CAMPAIGNS);
        manager = given.staffOf(agency, false, StaffRole.MANAGER);
    }

    /** A partner with an open space. */
    record Someone(Account account, String reference, PartnerId id, String mail) {}

    Someone someone() {
        return someone(agency, PartnerKind.TEMPORARY_WORKER);
    }

    Someone someone(Account account, PartnerKind kind) {
        var mail = "partenaire" + COUNT.incrementAndGet() + "@exemple.fr";
        var reference = given.partner(account, kind, "fr", mail, null);
        var id = directory.byReference(account.id(), reference).orElseThrow().id();
        spaces.openKnown(id, PASSWORD);
        return new Someone(account, reference, id, mail);
    }

    /** Logs in anew, as the partner's browser does. */
    Visitor login(Someone who) {
        var visitor = Visitor.at(port);
        var answer = visitor.submit("/portal/login", "/portal/login", Map.of("mail", who.mail(), "password", PASSWORD));
        assertThat(location(answer)).endsWith("/portal");
        return visitor;
    }

    static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("no redirect: " + answer.statusCode());
    }

    // What a manager does.

    /** A complete draft by recipient type: temporary workers of the agency, in relation already or new. */
    String recipientDraft(Map<String, ?> instead) {
        var body = new HashMap<String, Object>(Map.of(
                "title",
                "Fermeture estivale",
                "kind",
                "RECIPIENT",
                "population",
                Map.of("partnerKinds", Set.of("TEMPORARY_WORKER"), "relations", Set.of("EXISTING", "NEW")),
                "message",
                "L’agence ferme du 1er au 15 août."));
        body.putAll(instead);
        return withDocument(created(body));
    }

    /** A complete draft by document type: payslips of temporary workers. */
    String documentDraft(Map<String, ?> instead) {
        var body = new HashMap<String, Object>(Map.of(
                "title",
                "Lire sa fiche de paie",
                "kind",
                "DOCUMENT",
                "population",
                Map.of("partnerKinds", Set.of("TEMPORARY_WORKER"), "documentTypes", Set.of(PAYSLIP))));
        body.putAll(instead);
        return withDocument(created(body));
    }

    String withDocument(String number) {
        var added = add(number, "Notice.pdf", Pdfs.saying("Notice"));
        assertThat(added.getStatusCode().value()).as("%s", added.getBody()).isEqualTo(201);
        return number;
    }

    String created(Map<String, ?> body) {
        var answer = post("/api/campaigns", body);
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(201);
        return body(answer).get("number").asText();
    }

    String launched(String number) {
        done(number, "launch");
        return number;
    }

    JsonNode done(String number, String what) {
        var answer = post("/api/campaigns/" + number + "/" + what, Map.of());
        assertThat(answer.getStatusCode().value())
                .as("%s: %s", what, answer.getBody())
                .isEqualTo(200);
        return body(answer);
    }

    ResponseEntity<JsonNode> describe(String number, String title, @Nullable String startsOn, @Nullable String endsOn) {
        var body = new HashMap<String, @Nullable String>();
        body.put("title", title);
        body.put("startsOn", startsOn);
        body.put("endsOn", endsOn);
        return put("/api/campaigns/" + number + "/parameters", body);
    }

    ResponseEntity<JsonNode> add(String number, String fileName, byte[] content) {
        return upload(manager, HttpMethod.POST, "/api/campaigns/" + number + "/documents", fileName, content, Map.of());
    }

    JsonNode documents(String number) {
        return read("/api/campaigns/" + number + "/documents");
    }

    JsonNode campaign(String number) {
        return read("/api/campaigns/" + number);
    }

    String state(String number) {
        return campaign(number).get("state").asText();
    }

    JsonNode figures(String number) {
        return campaign(number).get("figures");
    }

    // What else happens.

    /** A document that the agency files to a partner. */
    void file(Someone who, String type, String origin) {
        var filer = given.agentOf(who.account());
        var answer = upload(
                filer,
                HttpMethod.POST,
                "/api/partners/" + who.reference() + "/documents",
                "document.pdf",
                Pdfs.saying(origin),
                Map.of("type", type, "origin", origin));
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isLessThan(300);
    }

    /** What Paraphe does by itself every second, and what the engine does then. */
    void catchUp(String number) {
        told(number);
        jobs.runDue(number);
    }

    /** The process knows of all who wait, by this or by what runs every second anyway. */
    void told(String number) {
        await().atMost(PATIENCE).until(() -> {
            post.tellProcesses();
            return !reaching.untold().contains(new CampaignNumber(number));
        });
    }

    // What a partner has.

    /** The names of the documents that campaigns brought. */
    List<String> broughtTo(Someone who) {
        return database.sql("select name from document where partner_id = ? and origin like 'campaign %' order by id")
                .param(who.id().value())
                .query(String.class)
                .list();
    }

    long deliveries(String number) {
        return database.sql("""
                        select count(*) from campaign_delivery r join campaign c on c.id = r.campaign_id
                        where c.number = ? and r.delivered_at is not null""").param(number).query(Long.class).single();
    }

    // HTTP.

    JsonNode read(String path) {
        var answer = as(manager).getForEntity(path, JsonNode.class);
        assertThat(answer.getStatusCode().value())
                .as("%s: %s", path, answer.getBody())
                .isEqualTo(200);
        return body(answer);
    }

    ResponseEntity<JsonNode> post(String path, Object body) {
        return as(manager).postForEntity(path, body, JsonNode.class);
    }

    ResponseEntity<JsonNode> put(String path, Object body) {
        return as(manager).exchange(path, HttpMethod.PUT, new HttpEntity<>(body), JsonNode.class);
    }

    ResponseEntity<JsonNode> delete(String path) {
        return as(manager).exchange(path, HttpMethod.DELETE, null, JsonNode.class);
    }

    ResponseEntity<JsonNode> upload(
            String user, HttpMethod method, String path, String fileName, byte[] content, Map<String, String> fields) {
        var form = new LinkedMultiValueMap<String, Object>();
        fields.forEach(form::add);
        form.add("file", new ByteArrayResource(content) {
            @Override
            public String getFilename() {
                return fileName;
            }
        });
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.MULTIPART_FORM_DATA);
        return as(user).exchange(path, method, new HttpEntity<>(form, headers), JsonNode.class);
    }

    TestRestTemplate as(String user) {
        return http.withBasicAuth(user, Given.PASSWORD);
    }

    static JsonNode body(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody());
    }

    /** The answer is this problem, with this status. */
    static void assertRefused(ResponseEntity<JsonNode> answer, int status, String problem) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(status);
        assertThat(body(answer).get("type").asText()).isEqualTo("https://paraphe.fr/problems/" + problem);
        assertThat(body(answer).get("detail").asText()).isNotBlank();
    }

    /** The answer names these fields, each with a text. */
    static void assertNames(ResponseEntity<JsonNode> answer, String... fields) {
        assertThat(body(answer).get("errors"))
                .extracting(error -> error.get("field").asText())
                .containsExactlyInAnyOrder(fields);
        assertThat(body(answer).get("errors"))
                .allSatisfy(error -> assertThat(error.get("message").asText()).isNotBlank());
    }
}

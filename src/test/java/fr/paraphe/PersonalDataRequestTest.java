package fr.paraphe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.Account;
import fr.paraphe.account.StaffRole;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.portal.SpaceOpening;
import fr.paraphe.privacy.Erasing;
import fr.paraphe.privacy.PersonalData;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Jobs;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.testing.TestClock;
import fr.paraphe.testing.Visitor;
import fr.paraphe.vault.RetentionPurge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.LinkedMultiValueMap;

/** What people may ask about their data: all of it, or its erasure; and the month that there is to answer. */
@ParapheTest
class PersonalDataRequestTest {

    /** Tables that say nothing about a partner. A new table stands here or in {@link PersonalData}. */
    private static final Set<String> NOTHING_PERSONAL = Set.of(
            "account",
            "account_option",
            "account_option_audit",
            "campaign",
            "campaign_document",
            "campaign_event",
            "campaign_logo",
            "campaign_trigger",
            "dispatch",
            "dispatch_text",
            "document_type",
            "flyway_schema_history",
            "import_refusal",
            "import_run",
            "location",
            "mission_event",
            "mission_feed",
            "mission_offering",
            "occurrence",
            "offering",
            "offering_category",
            "offering_item",
            "proposal_notice",
            "proposal_template",
            "proposal_template_section",
            "proposal_template_version",
            "relaunch",
            "relaunch_text",
            "server_secret",
            "signature_cursor",
            "signing_rule",
            "signing_rule_change",
            "staff",
            "synchronisation",
            "synchronisation_account",
            "vault_content",
            "web_session_attributes");

    private static final String PASSWORD = "le chat dort sur le toit";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    Given given;

    @Autowired
    Jobs jobs;

    @Autowired
    TestClock clock;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcClient database;

    @Autowired
    PartnerDirectory directory;

    @Autowired
    SpaceOpening spaces;

    @Autowired
    RetentionPurge purge;

    @Autowired
    Erasing erasing;

    @Autowired
    TestRestTemplate http;

    @LocalServerPort
    int port;

    Account agency;
    String manager;

    @BeforeEach
    void anAgency() {
        agency = given.anyAccount();
        manager = given.staffOf(agency, false, StaffRole.MANAGER);
    }

    @Test
    @DisplayName("§5 the archive holds what is known about the person, of each kind, and nothing of anybody else")
    void archive() throws IOException {
        var mine = beans.createBean(OneOfEach.class).make();
        var others = beans.createBean(OneOfEach.class).make();
        var number = mine.id("/personal-data-requests/{number}");

        var archive = archive(mine.owner, number);

        var data = archive.get("data.json");
        assertThat(data).contains(mine.mail, mine.id("/contracts/{reference}"), "contract_event", number);
        assertThat(data).doesNotContain(others.mark, "invite." + mine.mail, "compta." + mine.mail, "{bcrypt}");
        assertThat(archive.get("index.html"))
                .contains("<h1>", "archive.css", mine.mail, number)
                .contains("Adresse e-mail", "Déposé le", "16/09/2026 10:00:00")
                .doesNotContain(others.mark, "partner_id", "must_change_password", "2026-09-16T");
        assertThat(archive.keySet()).contains("documents/" + mine.id("/vault/{document}") + ".pdf");
        assertThat(archive.get("documents/" + mine.id("/vault/{document}") + ".pdf"))
                .startsWith("%PDF");
        var ofClient = archive(mine.owner, requested(mine.owner, "C-" + mine.mark, "ACCESS"));
        assertThat(ofClient.get("data.json")).contains(mine.id("/missions/{number}"), mine.id("/tasks/{number}"));
        var ofInvited = archive(mine.owner, requested(mine.owner, "I-" + mine.mark, "ACCESS"));
        assertThat(ofInvited.get("data.json")).contains("partner-invitation", "\"flow\" : \"invitation\"");
    }

    @Test
    @DisplayName(
            "§5 received on the 31st, a request ends with the shorter month; managers are alerted before and after")
    void month() {
        clock.setTo("2027-01-31T23:30");
        var number = requested(manager, given.anyWorker(agency), "ACCESS");

        assertThat(one(number).path("dueOn").asText()).isEqualTo("2027-02-28");
        clock.setTo("2027-02-20T23:59");
        assertThat(jobs.runDue(number)).isZero();
        clock.setTo("2027-02-21T00:00");
        assertThat(jobs.runDue(number)).isEqualTo(1);
        assertThat(priority(number)).isEqualTo(75);
        assertThat(one(number).path("overdue").asBoolean()).isFalse();
        clock.setTo("2027-03-01T00:00");
        assertThat(jobs.runDue(number)).isEqualTo(1);
        assertThat(priority(number)).isEqualTo(100);
        assertThat(one(number).path("overdue").asBoolean()).isTrue();
        assertThat(post(manager, number, "/extension", Map.of("reason", "Trop de demandes"))
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
    }

    @Test
    @DisplayName("§5 extended once, with its reason, a request has three months from its receipt")
    void extension() {
        clock.setTo("2026-11-30T10:00");
        var number = requested(manager, given.anyWorker(agency), "ACCESS");

        assertThat(post(manager, number, "/extension", Map.of("reason", " "))
                        .getStatusCode()
                        .value())
                .isEqualTo(422);
        var extended = post(manager, number, "/extension", Map.of("reason", "Archives papier"));

        assertThat(extended.getBody().path("dueOn").asText()).isEqualTo("2027-02-28");
        assertThat(extended.getBody().path("extendedBecause").asText()).isEqualTo("Archives papier");
        clock.setTo("2027-01-15T10:00");
        assertThat(jobs.runDue(number)).isZero();
        clock.setTo("2027-02-21T00:00");
        assertThat(jobs.runDue(number)).isEqualTo(1);
        assertThat(post(manager, number, "/extension", Map.of("reason", "Encore"))
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
    }

    @Test
    @DisplayName("§5 twice the same request is one; unknown people, agents and other accounts are refused")
    void refused() {
        var person = given.anyWorker(agency);
        var number = requested(manager, person, "ACCESS");

        var again = request(manager, person, "ACCESS");
        assertThat(again.getStatusCode().value()).isEqualTo(409);
        assertThat(again.getBody().path("number").asText()).isEqualTo(number);
        assertThat(request(manager, "nobody", "ACCESS").getStatusCode().value()).isEqualTo(404);
        assertThat(request(given.agentOf(agency), person, "ACCESS")
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        var stranger = given.staffOf(given.anyAccount(), false, StaffRole.MANAGER);
        for (var path : new String[] {"", "/archive"}) {
            assertThat(exchange(stranger, HttpMethod.GET, "/api/personal-data-requests/" + number + path, null)
                            .getStatusCode()
                            .value())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(post(stranger, number, "/answer", Map.of("answer", "DONE"))
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("§5 managers and support have a request in their Tasklist; an agent sees neither task nor instance")
    void confidential() {
        var number = requested(manager, given.anyWorker(agency), "ACCESS");
        var support = given.staffOf(given.anyAccount(), false, StaffRole.SUPPORT);
        var agent = given.agentOf(agency);

        for (var path : new String[] {
            "/engine-rest/task?processInstanceBusinessKey=",
            "/engine-rest/process-instance?businessKey=",
            "/engine-rest/history/process-instance?processInstanceBusinessKey="
        }) {
            assertThat(found(manager, path + number)).as(path).isOne();
            assertThat(found(support, path + number)).as(path).isOne();
            assertThat(found(agent, path + number)).as(path).isZero();
        }
        assertThat(found(agent, "/engine-rest/process-definition?latestVersion=true&key=relaunch"))
                .isOne();
        assertThat(found(agent, "/engine-rest/process-definition?latestVersion=true&key=personal-data-request"))
                .isZero();
    }

    @Test
    @DisplayName(
            "§5 of many requests the list shows fifty at a time: open ones by their last day, then the latest answered")
    void pages() {
        var answered = requested(manager, given.anyWorker(agency), "ACCESS");
        post(manager, answered, "/answer", Map.of("answer", "DONE"));
        clock.advance(Duration.ofDays(1));
        var later = IntStream.range(0, 25).mapToObj(n -> requestedOfAnyone()).toList();
        clock.advance(Duration.ofDays(-1));
        var sooner = IntStream.range(0, 25).mapToObj(n -> requestedOfAnyone()).toList();

        var first = exchange(manager, HttpMethod.GET, "/api/personal-data-requests", null)
                .getBody();
        var numbers = first.path("requests").findValuesAsText("number");
        assertThat(numbers).hasSize(50).doesNotContain(answered);
        assertThat(numbers.subList(0, 25)).containsExactlyInAnyOrderElementsOf(sooner);
        assertThat(numbers.subList(25, 50)).containsExactlyInAnyOrderElementsOf(later);
        var next = first.path("next").asText();
        var rest = exchange(manager, HttpMethod.GET, "/api/personal-data-requests?after=" + next, null)
                .getBody();
        assertThat(rest.path("requests").findValuesAsText("number")).containsExactly(answered);
        assertThat(rest.has("next")).isFalse();

        var page = "/console/personal-data-requests?state=";
        assertThat(html(page)).contains(page + "&amp;after=" + next);
        assertThat(html(page + "&after=" + next)).contains(answered, "rel=\"prev\"");
    }

    private String requestedOfAnyone() {
        return requested(manager, given.anyWorker(agency), "ACCESS");
    }

    private String html(String page) {
        return http.withBasicAuth(manager, Given.PASSWORD).getForObject(page, String.class);
    }

    private int found(String user, String path) {
        return exchange(user, HttpMethod.GET, path, null).getBody().size();
    }

    @Test
    @DisplayName("§5 the archive goes thirty days after its request was answered; each fetching is noted")
    void archiveExpires() throws IOException {
        var number = requested(manager, given.anyWorker(agency), "ACCESS");
        archive(manager, number);
        post(manager, number, "/answer", Map.of("answer", "DONE"));
        assertThat(one(number).path("state").asText()).isEqualTo("DONE");
        assertThat(one(number).path("events").findValuesAsText("what"))
                .containsExactly("RECEIVED", "HANDED_OVER", "DONE");

        clock.advance(Duration.ofDays(30));

        assertThat(exchange(manager, HttpMethod.GET, "/api/personal-data-requests/" + number + "/archive", null)
                        .getStatusCode()
                        .value())
                .isEqualTo(410);
    }

    @Test
    @DisplayName("§5 an erasure waits until nothing is under way, and says what")
    void underWay() {
        var person = given.anyWorker(agency);
        var contract = given.unsignedContract(agency, person);
        var number = requested(manager, person, "ERASURE");

        var refused = post(manager, number, "/answer", Map.of("answer", "DONE"));

        assertThat(refused.getStatusCode().value()).isEqualTo(409);
        assertThat(refused.getBody().path("detail").asText()).contains(contract);
        assertThat(one(number).path("state").asText()).isEqualTo("OPEN");
        assertThat(directory.byReference(agency.id(), person).orElseThrow().mail())
                .isNotNull();
        assertThat(post(manager, number, "/answer", Map.of("answer", "REFUSED", "reason", "Contrat en cours"))
                        .getBody()
                        .path("state")
                        .asText())
                .isEqualTo("REFUSED");
    }

    @Test
    @DisplayName("§5 erased at once but for documents that must be kept; those and the name go with their retention,"
            + " unless a legal hold stands")
    void erasure() {
        clock.setTo("2015-03-10T10:00");
        var mail = anyMail();
        var person = given.worker(agency, mail, "06 12 34 56 78");
        var id = directory.byReference(agency.id(), person).orElseThrow().id();
        spaces.openKnown(id, PASSWORD);
        file(person);
        var number = requested(manager, person, "ERASURE");

        var done = post(manager, number, "/answer", Map.of("answer", "DONE"));

        assertThat(done.getStatusCode().value()).as("%s", done.getBody()).isEqualTo(200);
        assertThat(done.getBody().path("kept").path(0).path("until").asText()).isEqualTo("2020-03-10");
        assertThat(login(mail)).doesNotContain("/portal\n");
        assertThat(rowOf(id)).doesNotContainIgnoringCase(mail).doesNotContain("34 56 78", "3456 78");
        assertThat(rowOf(id)).contains("Martin");
        assertThat(traces(mail)).isEmpty();
        assertThat(request(manager, person, "ERASURE").getStatusCode().value()).isEqualTo(409);

        var hold = "/api/partners/" + person + "/legal-hold";
        exchange(manager, HttpMethod.PUT, hold, Map.of("reason", "Litige prud’homal"));
        clock.setTo("2020-03-11T03:00");
        purge.purge();
        erasing.finishAll();
        assertThat(documentsOf(id)).as("on hold").isEqualTo(1);
        assertThat(rowOf(id)).contains("Martin");

        assertThat(exchange(manager, HttpMethod.DELETE, hold, null)
                        .getStatusCode()
                        .value())
                .isEqualTo(204);
        assertThat(exchange(manager, HttpMethod.DELETE, hold, null)
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
        purge.purge();
        erasing.finishAll();
        assertThat(documentsOf(id)).isZero();
        assertThat(rowOf(id)).doesNotContain("Martin", person + ",");
    }

    @Test
    @DisplayName("§5 what was asked of a client and answered in words goes at once, though a document is kept")
    void answersInWords() throws IOException {
        var mine = beans.createBean(OneOfEach.class).make();
        var client = directory
                .byReference(mine.account.id(), "C-" + mine.mark)
                .orElseThrow()
                .id();
        assertThat(wordsOf(client)).contains(mine.mark);
        exchange(mine.owner, HttpMethod.POST, "/api/missions/" + mine.id("/missions/{number}") + "/stop", null);
        for (var task : open(mine.owner)) {
            var way = task.path("kind").asText().equals("TASK") ? "/completion" : "/closing";
            var path = "/api/tasks/" + task.path("number").asText() + way;
            assertThat(exchange(mine.owner, HttpMethod.POST, path, null)
                            .getStatusCode()
                            .is2xxSuccessful())
                    .as(path)
                    .isTrue();
        }

        var number = requested(mine.owner, "C-" + mine.mark, "ERASURE");
        var done = post(mine.owner, number, "/answer", Map.of("answer", "DONE"));

        assertThat(done.getStatusCode().value()).as("%s", done.getBody()).isEqualTo(200);
        assertThat(wordsOf(client)).doesNotContain(mine.mark).matches("[-;]*");
    }

    private Iterable<JsonNode> open(String user) {
        return exchange(user, HttpMethod.GET, "/api/tasks?state=OPEN", null)
                .getBody()
                .path("rows");
    }

    private String wordsOf(PartnerId client) {
        return database.sql("""
                        select concat_ws(';', string_agg(name, ';'),
                          (select string_agg(text, ';') from mission_task where client_id = :client),
                          (select string_agg(exchange.text, ';') from request_exchange exchange
                            join mission_task task on task.id = exchange.task_id where client_id = :client))
                        from mission where client_id = :client""")
                .param("client", client.value())
                .query(String.class)
                .single();
    }

    @Test
    @DisplayName("§5 nothing is erased under a legal hold")
    void hold() {
        var person = given.anyWorker(agency);
        var number = requested(manager, person, "ERASURE");
        exchange(
                manager,
                HttpMethod.PUT,
                "/api/partners/" + person + "/legal-hold",
                Map.of("reason", "Contrôle fiscal"));

        assertThat(post(manager, number, "/answer", Map.of("answer", "DONE"))
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
        assertThat(one(number).path("holds").path(0).path("setBy").asText()).isEqualTo(manager);
    }

    @Test
    @DisplayName("§5 who works with two agencies and is erased by one still comes into the space of the other")
    void twoAccounts() throws IOException {
        var mail = anyMail();
        var here = given.worker(agency, mail, null);
        var elsewhere = given.anyAccount();
        var there = given.worker(elsewhere, mail, null);
        spaces.openKnown(directory.byReference(agency.id(), here).orElseThrow().id(), PASSWORD);
        spaces.openKnown(
                directory.byReference(elsewhere.id(), there).orElseThrow().id(), PASSWORD);

        assertThat(archive(manager, requested(manager, here, "ACCESS")).get("data.json"))
                .contains(here)
                .doesNotContain("\"" + there + "\"", elsewhere.name());
        post(manager, requested(manager, here, "ERASURE"), "/answer", Map.of("answer", "DONE"));

        assertThat(login(mail)).contains("/portal\n");
        assertThat(directory.byReference(elsewhere.id(), there).orElseThrow().mail())
                .isEqualToIgnoringCase(mail);
    }

    @Test
    @DisplayName("§5 each table of the database is told of in the archive and the erasure, or says nothing personal")
    void complete() {
        var all = database.sql("""
                        select table_name from information_schema.tables
                        where table_schema = 'paraphe' and table_type = 'BASE TABLE'""").query(String.class).set();
        var decided = Set.copyOf(PersonalData.tables());

        assertThat(all)
                .filteredOn(table -> !decided.contains(table))
                .containsExactlyInAnyOrderElementsOf(NOTHING_PERSONAL);
        assertThat(database.sql("""
                        select distinct table_name from information_schema.columns
                        where table_schema = 'paraphe' and table_name = any(?)
                          and column_name in ('partner_id', 'client_id', 'mail', 'phone', 'mobile', 'address')""")
                        .param(NOTHING_PERSONAL.toArray(String[]::new))
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    @Test
    @DisplayName("§5 the console lists the requests, opens one for a person and shows what is kept")
    void console() {
        var person = given.anyWorker(agency);
        var browser = Visitor.at(port);
        browser.login(manager, Given.PASSWORD);
        var page = "/console/personal-data-requests";

        var opened = browser.submit(page, page, Map.of("partner", person, "kind", "ERASURE", "receivedOn", ""));

        var place = opened.headers().firstValue("Location").orElse("none: " + opened.statusCode());
        var number = place.substring(place.lastIndexOf('/') + 1);
        assertThat(browser.get(page).body()).contains(number, person, "Effacement");
        assertThat(browser.get(page + "/" + number).body()).contains("Gel juridique", "tout peut être effacé");
        assertThat(browser.get(page + "/step?task=" + taskOf(number)).headers().firstValue("Location"))
                .hasValueSatisfying(step -> assertThat(step).endsWith("/step/" + number));
        var step = page + "/step/" + number;
        browser.submit(step, step, Map.of("answer", "DONE"));
        assertThat(one(number).path("state").asText()).isEqualTo("DONE");
        assertThat(browser.submit(page, page, Map.of("partner", "nobody", "kind", "ACCESS", "receivedOn", ""))
                        .statusCode())
                .isEqualTo(404);
    }

    private static String anyMail() {
        return "personne" + COUNT.incrementAndGet() + "@exemple.fr";
    }

    private void file(String person) {
        var form = new LinkedMultiValueMap<String, Object>();
        form.add("type", "attestation");
        form.add("name", "Attestation");
        form.add("file", new ByteArrayResource(Pdfs.saying("Attestation")) {
            @Override
            public String getFilename() {
                return "attestation.pdf";
            }
        });
        var filed = http.withBasicAuth(manager, Given.PASSWORD)
                .postForEntity("/api/partners/" + person + "/documents", form, JsonNode.class);
        assertThat(filed.getStatusCode().is2xxSuccessful())
                .as("%s", filed.getBody())
                .isTrue();
    }

    private String login(String mail) {
        return Visitor.at(port)
                        .submit("/portal/login", "/portal/login", Map.of("mail", mail, "password", PASSWORD))
                        .headers()
                        .firstValue("Location")
                        .orElse("refused")
                + "\n";
    }

    private String rowOf(PartnerId id) {
        return database.sql("select partner::text from partner where id = ?")
                .param(id.value())
                .query(String.class)
                .single();
    }

    /** The tables where this address still stands. */
    private Set<String> traces(String mail) {
        var found = new TreeSet<String>();
        for (var table : database.sql("""
                        select table_name from information_schema.tables
                        where table_schema = 'paraphe' and table_type = 'BASE TABLE' and table_name <> 'vault_content'""").query(String.class).list()) {
            if (database.sql("select exists (select from %1$s where %1$s::text ilike ?)".formatted(table))
                    .param("%" + mail + "%")
                    .query(Boolean.class)
                    .single()) {
                found.add(table);
            }
        }
        return found;
    }

    private long documentsOf(PartnerId id) {
        return database.sql("select count(*) from document where partner_id = ?")
                .param(id.value())
                .query(Long.class)
                .single();
    }

    private @Nullable String taskOf(String number) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getId();
    }

    private int priority(String number) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getPriority();
    }

    private ResponseEntity<JsonNode> request(String user, String partner, String kind) {
        return exchange(user, HttpMethod.POST, "/api/personal-data-requests", Map.of("partner", partner, "kind", kind));
    }

    private String requested(String user, String partner, String kind) {
        var answer = request(user, partner, kind);
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(201);
        return answer.getBody().path("number").asText();
    }

    private JsonNode one(String number) {
        return requireNonNull(exchange(manager, HttpMethod.GET, "/api/personal-data-requests/" + number, null)
                .getBody());
    }

    private ResponseEntity<JsonNode> post(String user, String number, String what, Object body) {
        return exchange(user, HttpMethod.POST, "/api/personal-data-requests/" + number + what, body);
    }

    private ResponseEntity<JsonNode> exchange(String user, HttpMethod method, String path, @Nullable Object body) {
        return http.withBasicAuth(user, Given.PASSWORD).exchange(path, method, new HttpEntity<>(body), JsonNode.class);
    }

    /** The archive's files, each byte a character. */
    private Map<String, String> archive(String user, String number) throws IOException {
        var answer = http.withBasicAuth(user, Given.PASSWORD)
                .getForEntity("/api/personal-data-requests/" + number + "/archive", byte[].class);
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        var files = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(requireNonNull(answer.getBody())))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return files;
    }
}

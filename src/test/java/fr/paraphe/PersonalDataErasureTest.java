package fr.paraphe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.portal.SpaceOpening;
import fr.paraphe.privacy.Erasing;
import fr.paraphe.privacy.PersonalData;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.testing.Visitor;
import fr.paraphe.vault.RetentionPurge;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;

/** What an erasure drops, and what must stay. */
class PersonalDataErasureTest extends PersonalDataScenario {

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
    SpaceOpening spaces;

    @Autowired
    RetentionPurge purge;

    @Autowired
    Erasing erasing;

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
}

package fr.paraphe.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.AccountOption;
import fr.paraphe.account.StaffRole;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.http.ResponseEntity;

/** What the tests of information requests say: a client of an agency with the module, and what it is asked. */
abstract class RequestScenario extends PortalScenario {

    static final String TITLE = "Rappel TVA interne";
    static final String MISSION = "Exercice 2026 confidentiel";
    static final String TASK = "Établir la déclaration";
    static final String TEXT = "Merci de déposer vos éléments du mois";

    String mail;
    String client;

    @BeforeEach
    void aClientOfAnAgencyWithTheModule() {
        agency = given.accountWith(AccountOption.MISSIONS);
        agent = given.agentOf(agency);
        mail = anyMail();
        client = given.client(agency, "Dupont SARL", mail);
    }

    void module(boolean on) {
        http.withBasicAuth(given.staffOf(agency, false, StaffRole.SUPPORT), Given.PASSWORD)
                .put("/api/accounts/" + agency.code() + "/options/missions", Map.of("on", on));
    }

    /** A signed mission whose offering is due once, created by now. */
    void requested(String due) {
        requested(due, due);
    }

    /** The same, due every month from the first to the last of these days. */
    void requested(String due, String last) {
        var category = post("/api/offering-categories", Map.of("name", "Fiscal " + due + client));
        var offering = post(
                "/api/offerings",
                Map.of(
                        "category",
                        category.getBody().get("id").asLong(),
                        "title",
                        TITLE,
                        "deliverable",
                        "VAT_RETURN",
                        "leadDays",
                        20,
                        "items",
                        List.of(Map.of("kind", "REQUEST", "text", TEXT), Map.of("kind", "TASK", "text", TASK))));
        var line = Map.of("offering", offering.getBody().get("id").asLong(), "frequency", "MONTHLY", "firstDue", due);
        var mission = post(
                "/api/missions",
                Map.of(
                        "client",
                        client,
                        "name",
                        MISSION,
                        "start",
                        "2026-01-01",
                        "end",
                        last,
                        "offerings",
                        List.of(line)));
        assertThat(mission.getStatusCode().value()).as("%s", mission.getBody()).isEqualTo(201);
        var number = mission.getBody().get("number").asText();
        post("/api/missions/" + number + "/signature", Map.of());
        jobs.runDue(number);
    }

    /** Lets what is to be told to clients leave, and waits until nothing is left to tell. */
    void tell() {
        clock.advance(Duration.ofMinutes(2));
        await().atMost(Duration.ofSeconds(20)).until(() -> waiting() == 0);
    }

    long waiting() {
        return database.sql("""
                        select count(*) from request_notice n join mission_task t on t.id = n.task_id
                        where t.account_id = ? and (n.mail_id is null and n.dropped is null
                          or exists (select from message_outcome m
                            where m.flow = 'information-request' and m.recipient = n.mail_id
                              and m.state in ('QUEUED', 'SENDING')))""").param(agency.id().value()).query(Long.class).single();
    }

    String number(String kind) {
        var rows = get("/api/tasks?open=true&kind=" + kind).get("rows");
        assertThat(rows).hasSize(1);
        return rows.get(0).get("number").asText();
    }

    JsonNode task(String number) {
        return get("/api/tasks/" + number).get("task");
    }

    String state(String number) {
        return task(number).get("state").asText();
    }

    /** The one open task of this kind that the agent sees in Tasklist. */
    JsonNode tasklist(String key) {
        var tasks = get("/engine-rest/task?taskDefinitionKey=" + key);
        assertThat(tasks).hasSize(1);
        return tasks.get(0);
    }

    Visitor staff() {
        var visitor = visitor();
        visitor.login(agent, Given.PASSWORD);
        return visitor;
    }

    JsonNode get(String path) {
        var answer = http.withBasicAuth(agent, Given.PASSWORD).getForEntity(path, JsonNode.class);
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(200);
        return answer.getBody();
    }

    ResponseEntity<JsonNode> post(String path, Map<String, ?> body) {
        return http.withBasicAuth(agent, Given.PASSWORD).postForEntity(path, new HashMap<>(body), JsonNode.class);
    }

    /** Fills in the answer's form, with files of the names facture1.pdf, facture2.pdf… */
    static HttpResponse<String> answer(Visitor visitor, String number, String text, List<byte[]> files, boolean done) {
        return visitor.upload(
                "/portal/requests",
                "/portal/requests/" + number,
                Map.of("text", text, "done", String.valueOf(done)),
                "files",
                files);
    }
}

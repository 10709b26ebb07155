package fr.paraphe.mission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import fr.paraphe.account.Account;
import fr.paraphe.account.AccountOption;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Jobs;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.TestClock;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the tests of missions say: an agency with the module, its agent at the REST door, a client. */
@ParapheTest
abstract class MissionScenario {

    static final String REQUEST = "Merci de déposer vos éléments du mois";
    static final String TASK = "Établir la déclaration";
    static final String TITLE = "Rappel TVA";

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

    @LocalServerPort
    int port;

    Account agency;
    String agent;
    String client;
    String clientMail;

    @BeforeEach
    void anAgencyWithTheModule() {
        agency = given.accountWith(AccountOption.MISSIONS);
        agent = given.agentOf(agency);
        clientMail = "compta" + COUNT.incrementAndGet() + "@dupont.fr";
        client = given.client(agency, "Dupont SARL", clientMail);
    }

    /** An offering with one request, and one task if asked for. */
    long offering(int leadDays, boolean withTask) {
        return offering(TITLE, leadDays, withTask);
    }

    long offering(String title, int leadDays, boolean withTask) {
        var items = withTask
                ? List.of(Map.of("kind", "REQUEST", "text", REQUEST), Map.of("kind", "TASK", "text", TASK))
                : List.of(Map.of("kind", "REQUEST", "text", REQUEST));
        var body = Map.of(
                "category",
                category(),
                "title",
                title,
                "deliverable",
                "VAT_RETURN",
                "leadDays",
                leadDays,
                "items",
                items);
        return created("/api/offerings", body).get("id").asLong();
    }

    long category() {
        return created("/api/offering-categories", Map.of("name", "Fiscal " + COUNT.incrementAndGet()))
                .get("id")
                .asLong();
    }

    Map<String, Object> repeated(long offering, String frequency, String firstDue) {
        return Map.of("offering", offering, "frequency", frequency, "firstDue", firstDue);
    }

    Map<String, Object> never(long offering, int quantity) {
        return Map.of("offering", offering, "frequency", "NEVER", "quantity", quantity);
    }

    @SafeVarargs
    final Map<String, Object> mission(String start, String end, Map<String, Object>... offerings) {
        return new HashMap<>(Map.of(
                "client",
                client,
                "name",
                "Exercice 2027",
                "start",
                start,
                "end",
                end,
                "offerings",
                List.of(offerings)));
    }

    /** The number of a saved mission. */
    String saved(Map<String, Object> mission) {
        return created("/api/missions", mission).get("number").asText();
    }

    /** The same, signed, with everything created that is due. */
    String signed(Map<String, Object> mission) {
        var number = saved(mission);
        sign(number);
        jobs.runDue(number);
        return number;
    }

    /** What several people, or nodes, do at the same moment. */
    static <T> List<T> atOnce(int count, Callable<T> work) throws Exception {
        return atOnce(Collections.nCopies(count, work));
    }

    static <T> List<T> atOnce(Callable<T> one, Callable<T> other) throws Exception {
        return atOnce(List.of(one, other));
    }

    private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        var threads = Executors.newFixedThreadPool(work.size());
        try {
            return threads.invokeAll(work).stream()
                    .map(future -> assertDoesNotThrow(() -> future.get()))
                    .toList();
        } finally {
            threads.shutdown();
        }
    }

    JsonNode sign(String number) {
        return ok(post("/api/missions/" + number + "/signature", Map.of()));
    }

    void goTo(String paris, String number) {
        clock.setTo(paris);
        jobs.runDue(number);
    }

    JsonNode view(String number) {
        return read("/api/missions/" + number);
    }

    /** The requests or tasks of the agency, what is due first on top. */
    List<JsonNode> tasks(String kind) {
        return list(read("/api/tasks?limit=500&kind=" + kind).get("rows"));
    }

    List<String> dueDates(String kind) {
        return tasks(kind).stream().map(task -> task.get("dueOn").asText()).toList();
    }

    /** Everything that the agency's missions have created, as {@code due, created} in Paris. */
    List<String> created(String number) {
        return list(view(number).get("calendar")).stream()
                .filter(one -> one.get("state").asText().equals("CREATED"))
                .map(one -> one.get("dueOn").asText())
                .toList();
    }

    JsonNode created(String path, Object body) {
        var answer = post(path, body);
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(201);
        return body(answer);
    }

    static JsonNode ok(ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(200);
        return body(answer);
    }

    JsonNode read(String path) {
        return ok(as(agent).getForEntity(path, JsonNode.class));
    }

    ResponseEntity<JsonNode> post(String path, Object body) {
        return as(agent).postForEntity(path, body, JsonNode.class);
    }

    ResponseEntity<JsonNode> send(HttpMethod method, String path, Object body) {
        return as(agent).exchange(path, method, new HttpEntity<>(body), JsonNode.class);
    }

    ResponseEntity<JsonNode> engineStart(Map<String, Object> values) {
        var variables = new HashMap<String, Object>();
        values.forEach((name, value) -> variables.put(name, Map.of("value", value)));
        return post("/engine-rest/process-definition/key/mission/start", Map.of("variables", variables));
    }

    TestRestTemplate as(String user) {
        return http.withBasicAuth(user, Given.PASSWORD);
    }

    static JsonNode body(ResponseEntity<JsonNode> answer) {
        var body = answer.getBody();
        assertThat(body).isNotNull();
        return body;
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static void assertRefused(ResponseEntity<JsonNode> answer, int status, String problem) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(status);
        assertThat(body(answer).get("type").asText()).isEqualTo("https://paraphe.fr/problems/" + problem);
        assertThat(body(answer).get("detail").asText()).isNotBlank();
    }

    /** The fields that a refusal names. */
    static List<String> wrongFields(ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(422);
        return list(body(answer).get("errors")).stream()
                .map(error -> error.get("field").asText())
                .toList();
    }

    /** The mails to this address so far, the oldest first. */
    List<MimeMessage> mailsTo(String address) {
        return Stream.of(mailServer.getReceivedMessages())
                .filter(mail -> {
                    try {
                        return mail.getAllRecipients()[0].toString().equals(address);
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    static String text(MimeMessage mail) {
        try {
            return mail.getSubject() + "\n"
                    + ((Multipart) mail.getContent()).getBodyPart(0).getContent();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    long missions() {
        return database.sql("select count(*) from mission where account_id = ?")
                .param(agency.id().value())
                .query(Long.class)
                .single();
    }
}

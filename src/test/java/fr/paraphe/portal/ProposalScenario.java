package fr.paraphe.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.AccountSettings;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Visitor;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

/** What the tests of contracts that are sent say: an operator with a template, its agent, clients with a mailbox. */
abstract class ProposalScenario extends PortalScenario {

    static final Map<String, String> LEGAL = Map.of(
            "form", "SAS",
            "name", "DUPONT SAS",
            "identifier", "732 829 320 00074",
            "address", "1 rue de la Paix\n75002 Paris",
            "signatoryName", "Jean-Louis Dupont",
            "signatoryQuality", "président");

    private static final Pattern LINK = Pattern.compile("/portal/proposals/link/[A-Za-z0-9_-]+");
    private static final Pattern SHA256 = Pattern.compile("name=\"sha256\" value=\"([0-9a-f]{64})\"");
    static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    AccountSettings accountSettings;

    long template;

    @BeforeEach
    void aTemplate() {
        template = template(5);
    }

    /** A template of this many sections; the answer is its id. */
    long template(int sections) {
        var made = call(
                agent,
                HttpMethod.POST,
                "/api/proposal-templates",
                Map.of(
                        "name",
                        "Contrat de prestation " + System.identityHashCode(new Object()) + sections,
                        "sections",
                        IntStream.rangeClosed(1, sections)
                                .mapToObj(n -> Map.of(
                                        "title",
                                        "Section " + n,
                                        "text",
                                        "Entre {{operateur}} et {{societe}}, point " + n))
                                .toList()));
        assertThat(made.getStatusCode().value()).as("%s", made.getBody()).isEqualTo(201);
        return made.getBody().path("id").asLong();
    }

    ResponseEntity<JsonNode> call(String user, HttpMethod method, String path, @Nullable Object body) {
        return http.withBasicAuth(user, Given.PASSWORD).exchange(path, method, new HttpEntity<>(body), JsonNode.class);
    }

    /** The number of a contract that is ready. */
    String prepared() {
        return prepared(template);
    }

    String prepared(long from) {
        var made = call(agent, HttpMethod.POST, "/api/proposals", Map.of("template", from));
        assertThat(made.getStatusCode().value()).as("%s", made.getBody()).isEqualTo(201);
        return made.getBody().path("number").asText();
    }

    static Map<String, Object> recipient(String mail, String company) {
        return new HashMap<>(Map.of("mail", mail, "company", company, "leadSource", "OTHER"));
    }

    ResponseEntity<JsonNode> send(String number, Map<String, Object> recipient) {
        return send(agent, number, recipient);
    }

    ResponseEntity<JsonNode> send(String user, String number, Map<String, Object> recipient) {
        return call(user, HttpMethod.PUT, "/api/proposals/" + number + "/sending", recipient);
    }

    /** The number of a contract that was sent to this address. */
    String sent(String mail, String company) {
        return sent(template, mail, company);
    }

    String sent(long from, String mail, String company) {
        var number = prepared(from);
        var answer = send(number, recipient(mail, company));
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(200);
        jobs.runDue(number);
        assertThat(view(number).path("status").asText()).isEqualTo("SENT");
        return number;
    }

    JsonNode view(String number) {
        return asAgent(HttpMethod.GET, "/api/proposals/" + number).getBody();
    }

    String status(String number) {
        return view(number).path("status").asText();
    }

    List<String> events(String number) {
        return view(number).path("history").findValuesAsText("what");
    }

    long idOfProposal(String number) {
        return database.sql("select id from proposal where number = ?")
                .param(number)
                .query(Long.class)
                .single();
    }

    /** The n-th mail with a link to a contract that this address got, once it has come. */
    MimeMessage linkMail(String address, int n) {
        await().atMost(PATIENCE).until(() -> linkMails(address).size() >= n);
        return linkMails(address).get(n - 1);
    }

    List<MimeMessage> linkMails(String address) {
        return mailsTo(address).stream()
                .filter(mail -> LINK.matcher(text(mail)).find())
                .toList();
    }

    static String linkIn(MimeMessage mail) {
        var link = LINK.matcher(text(mail));
        assertThat(link.find()).as(text(mail)).isTrue();
        return link.group();
    }

    /** A new client who opens the space by the code in the other mail and chooses a password. */
    Visitor newClient(String address) {
        var visitor = visitor();
        assertThat(location(open(visitor, address, codeIn(codeMail(address))))).endsWith("/portal/password");
        assertThat(location(choosePassword(visitor, PASSWORD))).contains("/portal");
        return visitor;
    }

    MimeMessage codeMail(String address) {
        await().atMost(PATIENCE).until(() -> !codeMails(address).isEmpty());
        return codeMails(address).get(0);
    }

    List<MimeMessage> codeMails(String address) {
        return mailsTo(address).stream()
                .filter(mail -> text(mail).contains("/portal/opening"))
                .toList();
    }

    static String path(long id) {
        return "/portal/proposals/" + id;
    }

    void acceptAll(Visitor client, long id, int sections) {
        IntStream.rangeClosed(1, sections)
                .forEach(n -> assertThat(client.submit(path(id), path(id) + "/sections/" + n, Map.of())
                                .statusCode())
                        .isEqualTo(302));
    }

    HttpResponse<String> giveLegal(Visitor client, long id) {
        return client.submit(path(id), path(id) + "/legal", LEGAL);
    }

    HttpResponse<String> sign(Visitor client, long id, Map<String, String> fields) {
        var shown = SHA256.matcher(client.get(path(id)).body());
        var form = new HashMap<>(fields);
        form.putIfAbsent("sha256", shown.find() ? shown.group(1) : "0".repeat(64));
        return client.submit(path(id), path(id) + "/signature", form);
    }

    /** Everything that a client does, up to the click. */
    void signed(Visitor client, long id, int sections) {
        client.get(path(id));
        acceptAll(client, id, sections);
        assertThat(giveLegal(client, id).statusCode()).isEqualTo(302);
        assertThat(sign(client, id, Map.of("consent", "yes")).statusCode()).isEqualTo(302);
    }

    void otherOperator() {
        agency = given.anyAccount();
        agent = given.agentOf(agency);
        template = template(5);
    }

    ResponseEntity<JsonNode> withdraw(String number) {
        return call(agent, HttpMethod.POST, "/api/proposals/" + number + "/withdrawal", null);
    }

    String task(String number) {
        return database.sql("""
                        select task_def_key_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
                        where e.business_key_ = ?
                        """).param(number).query(String.class).optional().orElse("");
    }

    Visitor staff(String user) {
        var staff = visitor();
        staff.login(user, Given.PASSWORD);
        return staff;
    }

    byte[] pdf(String number) {
        return http.withBasicAuth(agent, Given.PASSWORD)
                .getForObject("/api/proposals/" + number + "/pdf", byte[].class);
    }

    static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    static List<String> wrongFields(ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(422);
        return answer.getBody().path("errors").findValuesAsText("field");
    }

    static String problem(ResponseEntity<JsonNode> answer, int status) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(status);
        return answer.getBody().path("detail").asText();
    }

    static String problemType(ResponseEntity<JsonNode> answer, int status) {
        problem(answer, status);
        return answer.getBody().path("type").asText();
    }
}

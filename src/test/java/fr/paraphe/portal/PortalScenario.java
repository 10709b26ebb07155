package fr.paraphe.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import fr.paraphe.account.Account;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Jobs;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.TestClock;
import fr.paraphe.testing.Visitor;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the tests of the portal say: an agency, its agent at the REST door, partners with a browser and a mailbox. */
@ParapheTest
abstract class PortalScenario {

    static final String PASSWORD = "le chat dort sur le toit";

    private static final Pattern CODE = Pattern.compile("\\b[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}\\b");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
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

    @BeforeEach
    void anAgency() {
        agency = given.anyAccount();
        agent = given.agentOf(agency);
    }

    static String anyMail() {
        return "Lea.Martin" + COUNT.incrementAndGet() + "@Exemple.fr";
    }

    String partner(String mail) {
        return given.worker(agency, mail, "06 12 34 56 78");
    }

    ResponseEntity<JsonNode> invite(String reference) {
        return asAgent(HttpMethod.POST, "/api/partners/" + reference + "/invitation");
    }

    /** The number of a new invitation. */
    String invited(String reference) {
        var answer = invite(reference);
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(201);
        return answer.getBody().path("number").asText();
    }

    String stateOf(String reference) {
        return asAgent(HttpMethod.GET, "/api/partners/" + reference + "/invitation")
                .getBody()
                .path("state")
                .asText();
    }

    ResponseEntity<JsonNode> asAgent(HttpMethod method, String path) {
        return http.withBasicAuth(agent, Given.PASSWORD).exchange(path, method, null, JsonNode.class);
    }

    JsonNode partnerView(String reference) {
        return asAgent(HttpMethod.GET, "/api/partners/" + reference).getBody();
    }

    /** The mails to this address so far, the oldest first. */
    List<MimeMessage> mailsTo(String address) {
        return Stream.of(mailServer.getReceivedMessages())
                .filter(mail -> to(mail).equalsIgnoreCase(address))
                .toList();
    }

    /** The n-th mail to this address, once it has come. */
    MimeMessage mail(String address, int n) {
        await().atMost(PATIENCE).until(() -> mailsTo(address).size() >= n);
        return mailsTo(address).get(n - 1);
    }

    private static String to(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(MimeMessage mail) {
        try {
            return ((Multipart) mail.getContent()).getBodyPart(0).getContent().toString();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String codeIn(MimeMessage mail) {
        var code = CODE.matcher(text(mail));
        assertThat(code.find()).as(text(mail)).isTrue();
        return code.group();
    }

    static String header(MimeMessage mail, String name) {
        try {
            return mail.getHeader(name) == null ? "" : mail.getHeader(name)[0];
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The path and the question of the link that ends mails like this one. */
    static String unsubscribeLink(MimeMessage mail) {
        var link = URI.create(header(mail, "List-Unsubscribe").replaceAll("[<>\\s]", ""));
        return link.getPath() + "?" + link.getQuery();
    }

    Visitor visitor() {
        return Visitor.at(port);
    }

    HttpResponse<String> open(Visitor visitor, String mail, String code) {
        return visitor.submit("/portal/opening", "/portal/opening", Map.of("mail", mail, "code", code));
    }

    HttpResponse<String> choosePassword(Visitor visitor, String password) {
        return visitor.submit(
                "/portal/password", "/portal/password", Map.of("password", password, "confirmation", password));
    }

    HttpResponse<String> login(Visitor visitor, String mail, String password) {
        return visitor.submit("/portal/login", "/portal/login", Map.of("mail", mail, "password", password));
    }

    /** A partner of the agency with an open space and the password {@link #PASSWORD}, logged in. */
    Visitor inTheSpaceOf(String reference, String mail) {
        var before = mailsTo(mail).size();
        invited(reference);
        var visitor = visitor();
        assertThat(location(open(visitor, mail, codeIn(mail(mail, before + 1)))))
                .endsWith("/portal/password");
        assertThat(location(choosePassword(visitor, PASSWORD))).endsWith("/portal");
        return visitor;
    }

    static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("no redirect: " + answer.statusCode());
    }

    long idOf(String reference) {
        return database.sql("select id from partner where account_id = ? and reference = ?")
                .params(agency.id().value(), reference)
                .query(Long.class)
                .single();
    }

    /** The step of the diagram where the invitation's process ended; empty if it goes on. */
    String endOf(String number) {
        return database.sql("""
                        select act_id_ from act_hi_actinst a join act_hi_procinst p on p.id_ = a.proc_inst_id_
                        where p.business_key_ = ? and p.end_time_ is not null and a.act_type_ = 'noneEndEvent'
                        order by a.end_time_ desc, a.sequence_counter_ desc limit 1""").param(number).query(String.class).optional().orElse("");
    }
}

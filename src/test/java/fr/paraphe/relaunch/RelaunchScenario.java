package fr.paraphe.relaunch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.icegreen.greenmail.util.GreenMail;
import fr.paraphe.account.Account;
import fr.paraphe.account.AccountOption;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Jobs;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.TestClock;
import jakarta.mail.internet.MimeMessage;
import java.net.URLDecoder;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the tests of relaunches say: an agency with the option, its agent at the REST door, a provider that accepts. */
@ParapheTest
abstract class RelaunchScenario {

    private static final String SMS = "/2010-04-01/Accounts/.*/Messages.json";

    @Autowired
    Given given;

    @Autowired
    Jobs jobs;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    WireMockServer provider;

    @Autowired
    GreenMail mailServer;

    @Autowired
    TestRestTemplate http;

    Account agency;
    String agent;

    @BeforeEach
    void anAgencyWithTheOption() {
        agency = given.accountWith(AccountOption.RELAUNCH);
        agent = given.agentOf(agency);
        providerAccepts();
    }

    void providerAccepts() {
        provider.stubFor(WireMock.post(urlPathMatching(SMS))
                .willReturn(aResponse()
                        .withStatus(201)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"sid\":\"SM0123456789abcdef0123456789abcdef\",\"status\":\"queued\"}")));
    }

    /** The provider says that this is no number it can reach. */
    void providerRefuses(String mobile) {
        provider.stubFor(WireMock.post(urlPathMatching(SMS))
                .withRequestBody(containing("To=" + mobile.replace("+", "%2B")))
                .willReturn(aResponse()
                        .withStatus(400)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"code\":21211,\"message\":\"Invalid 'To' Phone Number\",\"status\":400}")));
    }

    /** The provider fails, and has twice what was to be sent to this number: nobody can tell whether it is ours. */
    void providerCannotTell(String mobile, String text) {
        provider.stubFor(WireMock.post(urlPathMatching(SMS))
                .withRequestBody(containing("To=" + mobile.replace("+", "%2B")))
                .willReturn(aResponse()
                        .withStatus(500)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"code\":20500,\"message\":\"no\",\"status\":500}")));
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
        var one = """
                {"sid":"SM%032x","status":"sent","to":"%s","body":"%s","date_created":"%s","error_code":null}""";
        provider.stubFor(WireMock.get(urlPathMatching(SMS))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"messages\":[%s,%s],\"page_size\":50}"
                                .formatted(
                                        one.formatted(1, mobile, text, date), one.formatted(2, mobile, text, date)))));
    }

    /** A number of people, each with a mail address, a mobile number and one unsigned work contract. */
    List<String> workersWithAContract(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> {
                    var worker = given.anyWorker(agency);
                    given.unsignedContract(agency, worker);
                    return worker;
                })
                .toList();
    }

    Map<String, Object> september() {
        return Map.of("type", "WORK_CONTRACT", "from", "2026-09-01", "to", "2026-09-30");
    }

    /** A run of the agency's unsigned contracts of this month. */
    String started() {
        var answer = post("/api/relaunches", september());
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(201);
        return body(answer).get("number").asText();
    }

    /** A run whose recipients are under review. */
    String underReview(String channel) {
        var number = started();
        done(number, "selection", Map.of("channel", channel));
        return number;
    }

    /** A run whose preview waits for the click. */
    String previewed(String channel) {
        var number = underReview(channel);
        done(number, "review", Map.of());
        return number;
    }

    /** A run on its way. */
    String confirmed(String channel) {
        var number = previewed(channel);
        done(
                number,
                "confirmation",
                Map.of("previewVersion", run(number).get("previewVersion").asInt()));
        return number;
    }

    /** A run that has left as far as it can now. */
    String sent(String channel) {
        var number = confirmed(channel);
        jobs.runDue(number);
        return number;
    }

    JsonNode done(String number, String step, Object body) {
        var answer = step(number, step, body);
        assertThat(answer.getStatusCode().value())
                .as("%s: %s", step, answer.getBody())
                .isEqualTo(200);
        return body(answer);
    }

    ResponseEntity<JsonNode> step(String number, String step, Object body) {
        return post("/api/relaunches/" + number + "/" + step, body);
    }

    JsonNode run(String number) {
        return read("/api/relaunches/" + number);
    }

    /** What the preview shows first. */
    String shownText(String number) {
        return read("/api/relaunches/" + number + "/preview")
                .at("/texts/0/body")
                .asText();
    }

    JsonNode figures(String number) {
        return run(number).get("figures");
    }

    List<JsonNode> rows(String number, String list) {
        var rows = read("/api/relaunches/" + number + "/" + list).get("rows");
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    JsonNode read(String path) {
        var answer = as(agent).getForEntity(path, JsonNode.class);
        assertThat(answer.getStatusCode().value())
                .as("%s: %s", path, answer.getBody())
                .isEqualTo(200);
        return body(answer);
    }

    ResponseEntity<JsonNode> post(String path, Object body) {
        return as(agent).postForEntity(path, body, JsonNode.class);
    }

    ResponseEntity<JsonNode> patch(String path, Object body) {
        return as(agent).exchange(path, HttpMethod.PATCH, new HttpEntity<>(body), JsonNode.class);
    }

    ResponseEntity<JsonNode> startWithKey(String key, Object body) {
        var headers = new HttpHeaders();
        headers.add("Idempotency-Key", key);
        return as(agent).exchange("/api/relaunches", HttpMethod.POST, new HttpEntity<>(body, headers), JsonNode.class);
    }

    TestRestTemplate as(String user) {
        return http.withBasicAuth(user, Given.PASSWORD);
    }

    static JsonNode body(ResponseEntity<JsonNode> answer) {
        var body = answer.getBody();
        assertThat(body).isNotNull();
        return body;
    }

    /** The answer is this problem, with this status. */
    static void assertRefused(ResponseEntity<JsonNode> answer, int status, String problem) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(status);
        assertThat(body(answer).get("type").asText()).isEqualTo("https://paraphe.fr/problems/" + problem);
        assertThat(body(answer).get("detail").asText()).isNotBlank();
    }

    /** The bodies of all requests for an SMS, in no order. */
    List<String> smsBodies() {
        return provider.findAll(postRequestedFor(urlPathMatching(SMS))).stream()
                .map(request -> URLDecoder.decode(request.getBodyAsString(), UTF_8))
                .toList();
    }

    /** The mails to the agency's partners; others may come meanwhile, of what another test left in the queues. */
    List<MimeMessage> mails() {
        var addresses = database.sql("select mail from partner where account_id = ? and mail is not null")
                .param(agency.id().value())
                .query(String.class)
                .set();
        return Stream.of(mailServer.getReceivedMessages())
                .filter(mail -> addresses.contains(recipient(mail)))
                .toList();
    }

    static String recipient(MimeMessage mail) {
        return assertDoesNotThrow(() -> mail.getAllRecipients()[0].toString());
    }

    void assertNothingLeft() {
        assertThat(smsBodies()).isEmpty();
        assertThat(mails()).isEmpty();
    }

    long runsOf(Account account) {
        return database.sql("select count(*) from relaunch where account_id = ?")
                .param(account.id().value())
                .query(Long.class)
                .single();
    }
}

package fr.paraphe;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.icegreen.greenmail.util.GreenMail;
import fr.paraphe.testing.Jobs;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.Visitor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Names, addresses and numbers stay in Paraphe's own tables: neither the log nor the engine learns them. */
@ParapheTest
class PersonalDataTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    Jobs jobs;

    @Autowired
    JdbcClient database;

    @Autowired
    WireMockServer provider;

    @Autowired
    GreenMail mailServer;

    @LocalServerPort
    int port;

    final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    final ListAppender<ILoggingEvent> log = new ListAppender<>();
    Level before;

    /** As much as a production logs. */
    @BeforeEach
    void listen() {
        before = root.getLevel();
        root.setLevel(Level.INFO);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        root.detachAppender(log);
        root.setLevel(before);
    }

    @Test
    @DisplayName(
            "§5 a relaunch, a campaign, a mission and a contract leave no name, address or number in log and engine")
    void nothingPersonal() throws IOException {
        provider.stubFor(WireMock.post(anyUrl())
                .willReturn(aResponse()
                        .withStatus(201)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"sid\":\"SM0123456789abcdef0123456789abcdef\",\"status\":\"queued\"}")));
        var things = beans.createBean(OneOfEach.class).make();

        sendRelaunch(things);
        reachByCampaign(things);
        sendProposal(things);
        await().atMost(PATIENCE).until(() -> mailServer.getReceivedMessages().length > 1);

        for (var mark : List.of(
                things.mark, things.mobile, things.mobile.replace(" ", "").substring(1))) {
            assertThat(told()).doesNotContainIgnoringCase(mark);
            assertThat(engineRowsWith(mark)).as(mark).isEmpty();
        }
    }

    private void sendRelaunch(OneOfEach things) {
        var number = things.id("/relaunches/{number}");
        var run = "/api/relaunches/" + number;
        things.post(run + "/selection", Map.of("channel", "SMS"));
        things.post(run + "/review", Map.of());
        things.post(
                run + "/confirmation",
                Map.of("previewVersion", things.get(run).path("previewVersion").asInt()));
        jobs.runDue(number);
        assertThat(provider.findAll(postRequestedFor(anyUrl()))).isNotEmpty();
    }

    private void reachByCampaign(OneOfEach things) {
        var number = things.id("/campaigns/{number}");
        things.post("/api/campaigns/" + number + "/launch", Map.of());
        jobs.runDue(number);
        Visitor.at(port)
                .submit("/portal/login", "/portal/login", Map.of("mail", things.mail, "password", OneOfEach.PASSWORD));
        await().atMost(PATIENCE).until(() -> {
            jobs.runDue(number);
            return things.get("/api/campaigns/" + number + "/deliveries")
                    .toString()
                    .contains(things.mark);
        });
    }

    private void sendProposal(OneOfEach things) {
        var number = things.id("/proposals/{number}");
        things.exchange(
                HttpMethod.PUT,
                "/api/proposals/" + number + "/sending",
                new HttpEntity<>(
                        Map.of("mail", "client." + things.mail, "company", things.mark, "leadSource", "OTHER")));
        jobs.runDue(number);
    }

    private String told() {
        return List.copyOf(log.list).stream()
                .filter(event -> !event.getLoggerName().startsWith("com.icegreen")) // the mail server of the test
                .map(event -> event.getFormattedMessage()
                        + event.getMDCPropertyMap()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .collect(joining("\n"));
    }

    /** The tables of the engine, and how many of their rows hold this text, in whatever column. */
    private List<String> engineRowsWith(String text) {
        var tables = database.sql("""
                        select table_name from information_schema.tables
                        where table_schema = 'camunda' and table_name ~ '^act_(ru|hi)_'""").query(String.class).list();
        assertThat(tables).hasSizeGreaterThan(20);
        var rows = tables.stream()
                        .map(table ->
                                "select '%1$s' as name, count(*) as n from camunda.%1$s t where t::text ilike :text"
                                        .formatted(table))
                        .collect(joining(" union all "))
                + " union all select 'act_ge_bytearray', count(*) from camunda.act_ge_bytearray"
                + " where encode(bytes_, 'escape') ilike :text";
        return database.sql("select name || ': ' || n from (" + rows + ") found where n > 0")
                .param("text", "%" + text + "%")
                .query(String.class)
                .list();
    }
}

package fr.paraphe;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.AccountOption;
import fr.paraphe.account.StaffRole;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.Visitor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What operators watch: health by group, meters, and the rules and the dashboard that name them. */
@ParapheTest
class MonitoringTest {

    private static final Pattern METER =
            Pattern.compile("\\b(?:paraphe|hikaricp|disk|http_server|jvm|process|logback)_[a-z_]+");

    private static final Pattern COUNTED =
            Pattern.compile("(?m)^http_server_requests_seconds_count\\{.*?\\buri=\"([^\"]*)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private Given given;

    @Autowired
    private ApplicationContext beans;

    private String operator;

    @BeforeEach
    void anOperator() {
        operator = given.staffOf(given.accountWith(), false, StaffRole.OPERATOR);
    }

    private String get(String path) {
        return Visitor.at(port).getAs(operator, Given.PASSWORD, path).body();
    }

    @Test
    @DisplayName("Every meter that an alert rule or the dashboard names is there, from the start on")
    void meters() throws IOException {
        var there = get("/actuator/prometheus");
        for (var file : new String[] {"alerts.yml", "grafana-dashboard.json"}) {
            var named = METER.matcher(Files.readString(Path.of("docs/monitoring", file)))
                    .results()
                    .map(MatchResult::group)
                    .collect(toCollection(TreeSet::new));
            assertThat(named)
                    .as(file)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(meter -> assertThat(there).containsPattern("(?m)^" + meter + "[ {]"));
        }
    }

    @Test
    @DisplayName("Requests are counted under each of our addresses, however many there are: errors of none go unseen")
    void addresses() throws IOException {
        var account = given.accountWith(AccountOption.values());
        var everybody = given.staffOf(account, false, StaffRole.values());
        var browser = Visitor.at(port);
        browser.login(everybody, Given.PASSWORD);
        var doors = Door.decided("doors.txt").stream()
                .filter(door -> !door.isChange() && door.pattern().matches("/(api|console)/.*"))
                .toList();

        for (var door : doors) {
            var path = door.path((pattern, end) -> pattern.contains(":DP-") ? "DP-0" : "0");
            if (door.isForPrograms()) {
                browser.getAs(everybody, Given.PASSWORD, path);
            } else {
                browser.get(path);
            }
        }

        var counted = COUNTED.matcher(get("/actuator/prometheus"))
                .results()
                .map(found -> found.group(1).replace("\\\\", "\\"))
                .collect(toCollection(TreeSet::new));
        assertThat(doors).hasSizeGreaterThan(100);
        assertThat(counted).containsAll(doors.stream().map(Door::pattern).toList());
    }

    @Test
    @DisplayName(
            "Health tells storage, work and messages apart; an operator sees what is wrong, others the state alone")
    void health() {
        assertThat(get("/actuator/health/storage")).contains("\"db\"", "\"diskSpace\"");
        assertThat(get("/actuator/health/work")).contains("\"processEngine\"");
        assertThat(get("/actuator/health/messages")).contains("\"mail\"", "\"smsProvider\"");
        assertThat(Visitor.at(port).get("/actuator/health/messages").body()).doesNotContain("smsProvider");
    }

    @Test
    @DisplayName("What is inside is told to operators as CycloneDX, and to nobody else")
    void sbom() {
        assertThat(get("/actuator/sbom/application")).contains("CycloneDX", "camunda-engine");
        var agent = given.agentOf(given.accountWith());
        assertThat(Visitor.at(port)
                        .getAs(agent, Given.PASSWORD, "/actuator/sbom/application")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("Traces leave for nowhere unless a collector is named")
    void noTraces() {
        assertThat(beans.getBeansOfType(SpanExporter.class)).isEmpty();
    }
}

package fr.paraphe;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.StaffRole;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the log tells of people, and what people can write into it. */
@ParapheTest
@ExtendWith(OutputCaptureExtension.class)
class LogTest {

    private static final String FORGED = "2026-09-01T08:00:00.000+02:00  WARN --- Login of admin refused";

    @Autowired
    Given given;

    @LocalServerPort
    int port;

    private String user;

    @BeforeEach
    void somebody() {
        user = given.staffOf(given.anyAccount(), false, StaffRole.AGENT);
    }

    @Test
    @DisplayName("§5 a failed login leaves a line: who of staff, from where and why; never what was typed")
    void failedLogins(CapturedOutput log) {
        Visitor.at(port).login(user, "pas le bon mot de passe");
        Visitor.at(port).login("mon mot de passe", "autre chose");

        assertThat(log)
                .contains("Login of " + user + " from 127.0.0.1 refused: wrong user or password")
                .contains("Login of a stranger from 127.0.0.1 refused: wrong user or password")
                .doesNotContain("mot de passe", "autre chose");
    }

    @Test
    @DisplayName("§5 line breaks in what is logged make no line that looks like the log's own")
    void injection(CapturedOutput log) {
        var logger = LoggerFactory.getLogger(LogTest.class);

        logger.warn("A file of this name: {}", "a.csv\n" + FORGED + "\r" + FORGED + "\u2028" + FORGED);
        logger.warn("A failure", new IllegalStateException("a.csv\n" + FORGED + "\r\n" + FORGED + "\r" + FORGED));

        assertThat(log).contains("a.csv " + FORGED).contains("| " + FORGED);
        assertThat(log.getOut().split("[\\r\\n\\u2028]")).isNotEmpty().noneMatch(line -> line.startsWith(FORGED));
    }
}

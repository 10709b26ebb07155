package fr.paraphe.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.paraphe.testing.InstalledPostgres;
import fr.paraphe.testing.RunningParaphe;
import fr.paraphe.testing.SentRelaunch;
import fr.paraphe.testing.SmsAccount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Backup and restore step by step as docs/operations.md tells, with PostgreSQL's own programs and real processes. */
class BackupTest {

    private static final int DUMPED_AFTER = 100;
    private static final int SENDERS = 4;
    private static final Duration TO_FINISH = Duration.ofMinutes(2);
    private static final List<String> ALL_THAT_STAYS = List.of(
            "select count(*) from paraphe.document",
            "select count(*) from paraphe.vault_content",
            "select count(*) from paraphe.contract",
            "select count(*) from paraphe.partner",
            "select count(*) from camunda.act_ru_task",
            "select count(*) from camunda.act_id_user");

    private final ScriptedMailServer mailServer = new ScriptedMailServer(Duration.ofMillis(40));

    @TempDir
    private Path folder;

    @AfterEach
    void closeTheOtherSide() {
        mailServer.close();
    }

    @Test
    @DisplayName(
            "R-26 A dump made while mails leave is restored by the guide: vaults, tasks and people are as they were,"
                    + " the run that was under way is stopped, and nobody gets again what left after the dump")
    void restored() {
        try (var postgres = InstalledPostgres.start(folder)) {
            var lost = postgres.create("paraphe");
            SentRelaunch run;
            List<Long> before;
            try (var paraphe = start(lost, Map.of())) {
                before = counts(lost);
                run = SentRelaunch.confirmed(paraphe, "MAIL");
                await("mails").atMost(TO_FINISH).until(() -> reminders() >= DUMPED_AFTER);
                postgres.dump("paraphe");
                await("more mails").atMost(TO_FINISH).until(() -> reminders() >= 2 * DUMPED_AFTER);
            }
            var arrived = reminders();
            var restored = postgres.create("restored");
            postgres.restore("restored");

            try (var quiet = start(restored, Map.of("camunda.bpm.job-execution.enabled", "false"))) {
                assertThat(counts(restored))
                        .zipSatisfy(
                                before,
                                (now, then) -> assertThat(now).isPositive().isGreaterThanOrEqualTo(then));
                assertThat(count(
                                restored, "select count(*) from paraphe.vault_content where sha256(content) <> sha256"))
                        .isZero();
                assertThat(run.get(quiet).get("status").textValue()).isEqualTo("SENDING");
                run.post(quiet, "stop", Map.of());
            }
            assertThat(reminders()).as("nothing leaves").isEqualTo(arrived);

            try (var again = start(restored, Map.of())) {
                await("the run's end").atMost(TO_FINISH).until(() -> run.isSent(again));
                assertThat(reminders() - arrived)
                        .as("what was just leaving at the dump")
                        .isLessThanOrEqualTo(SENDERS);
                assertThat(again.get("/engine-rest/incident/count", "camille", "paraphe-demo")
                                .get("count")
                                .intValue())
                        .isZero();
            }
        }
    }

    private static List<Long> counts(JdbcConnectionDetails database) {
        return ALL_THAT_STAYS.stream().map(sql -> count(database, sql)).toList();
    }

    private static long count(JdbcConnectionDetails database, String sql) {
        return JdbcClient.create(new DriverManagerDataSource(database.getJdbcUrl(), database.getUsername(), ""))
                .sql(sql)
                .query(Long.class)
                .single();
    }

    private int reminders() {
        return (int) mails().count();
    }

    private Stream<ScriptedMailServer.Taken> mails() {
        return mailServer.taken().stream()
                .filter(mail -> mail.header("List-Unsubscribe").contains("-contract-to-sign-"));
    }

    private RunningParaphe start(JdbcConnectionDetails database, Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "paraphe.demo.enabled",
                "true",
                "paraphe.mailbox.enabled",
                "false",
                "spring.mail.host",
                "127.0.0.1",
                "spring.mail.port",
                String.valueOf(mailServer.port()),
                "paraphe.message.sms.account-sid",
                SmsAccount.SID,
                "paraphe.message.sms.auth-token",
                SmsAccount.AUTH_TOKEN,
                "paraphe.message.sms.from",
                SmsAccount.FROM));
        settings.putAll(more);
        return RunningParaphe.start("backup", database, settings);
    }
}

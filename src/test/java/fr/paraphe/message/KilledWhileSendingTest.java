package fr.paraphe.message;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.testing.RunningParaphe;
import fr.paraphe.testing.SmsAccount;
import fr.paraphe.testing.SmsSink;
import fr.paraphe.testing.TestDatabase;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The real application, killed with {@code kill -9} while it sends the demo's relaunch, and started again. What arrived
 * is counted by the servers on the other side, whose answers take their time, so that the kill hits messages in flight.
 */
class KilledWhileSendingTest {

    private static final String AGENT = "camille";
    private static final String PASSWORD = "paraphe-demo";
    private static final Duration ANSWER = Duration.ofMillis(20);
    private static final int KILLED_AFTER = 150;
    private static final int SENDERS = 4;
    private static final Duration TO_GO_ON = Duration.ofSeconds(30);
    private static final Duration TO_FINISH = Duration.ofMinutes(2);

    private final TestDatabase database = TestDatabase.fresh();
    private final ScriptedMailServer mailServer = new ScriptedMailServer(ANSWER);
    private final SmsSink provider = SmsSink.start(ANSWER);

    @AfterEach
    void closeTheOtherSide() {
        mailServer.close();
        provider.close();
    }

    @Test
    @DisplayName("R-26 kill -9 while sending: it goes on within 30 s, nobody is left out,"
            + " at most a mail a connection arrives twice, and no SMS")
    void killed() {
        String mailRun;
        try (var paraphe = start()) {
            mailRun = confirmed(paraphe, "MAIL");
            await("mails").atMost(TO_FINISH).until(() -> reminders().size() >= KILLED_AFTER);
        }
        String smsRun;
        int mails;
        try (var paraphe = start()) {
            mails = goesOnAndFinishes(paraphe, mailRun, () -> reminders().size());
            smsRun = confirmed(paraphe, "SMS");
            await("SMS").atMost(TO_FINISH).until(() -> provider.taken().size() >= KILLED_AFTER);
        }
        int texts;
        try (var paraphe = start()) {
            texts = goesOnAndFinishes(paraphe, smsRun, () -> provider.taken().size());
        }

        var mailsTwice = twice(
                reminders().stream().map(ScriptedMailServer.Taken::recipient).toList());
        assertThat(reminders()).hasSize(mails + mailsTwice);
        assertThat(mailsTwice).isLessThanOrEqualTo(SENDERS);
        assertThat(twice(reminders().stream()
                        .map(mail -> mail.recipient() + mail.header("Message-ID"))
                        .toList()))
                .as("those sent again, with the same Message-ID")
                .isEqualTo(mailsTwice);
        assertThat(twice(provider.taken().stream().map(SmsSink.Sms::to).toList()))
                .isZero();
        assertThat(provider.taken()).hasSize(texts);
    }

    /** The mails of the run, without those that the demo's other flows send. */
    private List<ScriptedMailServer.Taken> reminders() {
        return mailServer.taken().stream()
                .filter(mail -> mail.header("List-Unsubscribe").contains("-contract-to-sign-"))
                .toList();
    }

    private RunningParaphe start() {
        return RunningParaphe.start(
                "killed-while-sending",
                database,
                Map.of(
                        "paraphe.demo.enabled",
                        "true",
                        "paraphe.mailbox.enabled",
                        "false",
                        "spring.mail.host",
                        "127.0.0.1",
                        "spring.mail.port",
                        String.valueOf(mailServer.port()),
                        "paraphe.message.sms.base-url",
                        provider.baseUrl(),
                        "paraphe.message.sms.account-sid",
                        SmsAccount.SID,
                        "paraphe.message.sms.auth-token",
                        SmsAccount.AUTH_TOKEN,
                        "paraphe.message.sms.from",
                        SmsAccount.FROM));
    }

    private static String confirmed(RunningParaphe paraphe, String channel) {
        var month = YearMonth.now(ZoneId.of("Europe/Paris"));
        var number = post(
                        paraphe,
                        "",
                        Map.of(
                                "account",
                                "interim-rhone",
                                "type",
                                "WORK_CONTRACT",
                                "from",
                                month.atDay(1).toString(),
                                "to",
                                month.atEndOfMonth().toString()))
                .get("number")
                .textValue();
        post(paraphe, "/" + number + "/selection", Map.of("channel", channel));
        post(paraphe, "/" + number + "/review", Map.of());
        var preview = get(paraphe, "/" + number + "/preview").get("version").intValue();
        post(paraphe, "/" + number + "/confirmation", Map.of("previewVersion", preview));
        return number;
    }

    /** @return how many people the run says it has reached */
    private static int goesOnAndFinishes(RunningParaphe paraphe, String number, Supplier<Integer> arrived) {
        var before = arrived.get();
        assertThat(before).as("killed in the middle").isLessThan(500);
        await("going on").atMost(TO_GO_ON).until(() -> arrived.get() > before);
        await("the outcome")
                .atMost(TO_FINISH)
                .until(() ->
                        get(paraphe, "/" + number).get("status").textValue().equals("SENT"));
        var progress = get(paraphe, "/" + number).get("progress");
        assertThat(progress.get("uncertain").intValue()).isZero();
        assertThat(progress.get("failed").intValue()).isZero();
        return progress.get("sent").intValue();
    }

    private static int twice(Collection<String> all) {
        return (int) all.stream().collect(groupingBy(one -> one, counting())).values().stream()
                .filter(times -> times > 1)
                .count();
    }

    private static JsonNode post(RunningParaphe paraphe, String path, Map<String, ?> body) {
        return paraphe.post("/api/relaunches" + path, AGENT, PASSWORD, body);
    }

    private static JsonNode get(RunningParaphe paraphe, String path) {
        return paraphe.get("/api/relaunches" + path, AGENT, PASSWORD);
    }
}

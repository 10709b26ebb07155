package fr.paraphe.message;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.paraphe.testing.Pdfs;
import fr.paraphe.testing.RunningParaphe;
import fr.paraphe.testing.SentRelaunch;
import fr.paraphe.testing.SmsSink;
import fr.paraphe.testing.TestDatabase;
import fr.paraphe.testing.Visitor;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Two nodes on one PostgreSQL, as real processes. One is killed with {@code kill -9} while the demo's relaunch is sent
 * by mail; the other while SMS leave, a campaign is delivered and missions create what was due. What arrived is counted
 * by the servers on the other side, whose answers take their time, so that the kill hits messages in flight.
 */
class KilledNodeTest {

    private static final String AGENT = "camille";
    private static final String ACCOUNTANT = "hugo";
    private static final String PASSWORD = "paraphe-demo";
    private static final int WEEKS = 50;
    private static final Duration ANSWER = Duration.ofMillis(20);
    private static final Duration SLOW_ANSWER = Duration.ofMillis(150);
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
    @DisplayName(
            "R-26 C-24 P-17 kill -9 of one of two nodes: the other goes on within 30 s, nobody is left out, at most a"
                    + " mail a connection arrives twice, no SMS, no document, no task; whoever is logged in stays so")
    void killed() {
        try (var first = start();
                var second = start()) {
            var camille = first.visitor();
            camille.login(AGENT, PASSWORD);
            var mailRun = SentRelaunch.confirmed(first, "MAIL");
            await("mails").atMost(TO_FINISH).until(() -> reminders().size() >= KILLED_AFTER);
            first.close();

            assertThat(second.sameVisitor(camille).get("/console/relaunches").statusCode())
                    .isEqualTo(200);
            var mails = goesOnAndFinishes(second, mailRun, () -> reminders().size());
            assertMailsArrived(mails);

            try (var again = start()) {
                var smsRun = SentRelaunch.confirmed(second, "SMS");
                var delivery = filed(second);
                var missions = signed(second);
                await("SMS").atMost(TO_FINISH).until(() -> provider.taken().size() >= KILLED_AFTER);
                second.close();

                var texts =
                        goesOnAndFinishes(again, smsRun, () -> provider.taken().size());
                assertThat(provider.taken()).hasSize(texts);
                assertThat(twice(provider.taken().stream().map(SmsSink.Sms::to).toList()))
                        .isZero();
                delivery.assertDoneOnce();
                missions.assertDoneOnce();
                assertThat(again.get("/engine-rest/incident/count", AGENT, PASSWORD)
                                .get("count")
                                .intValue())
                        .isZero();
            }
        }
    }

    @Test
    @DisplayName("R-26 SIGTERM in the middle of sending: what is in flight is finished and recorded, another node sends"
            + " the rest, and nothing arrives twice")
    void stopped() {
        try (var slow = SmsSink.start(SLOW_ANSWER);
                var first = start(slow)) {
            var run = SentRelaunch.confirmed(first, "SMS");
            await("SMS").atMost(TO_FINISH).until(() -> !slow.taken().isEmpty());
            first.stop();

            var inTime = slow.taken().size();
            assertThat(count("""
                    select count(*) from paraphe.message m join paraphe.dispatch d on d.id = m.dispatch_id
                    where d.channel = 'SMS' and m.state = 'SENDING'""")).as("in flight").isZero();
            assertThat(count("""
                    select count(*) from paraphe.message m join paraphe.dispatch d on d.id = m.dispatch_id
                    where d.channel = 'SMS' and m.state in ('SENT', 'DELIVERED')""")).isEqualTo(inTime);
            try (var second = start(slow)) {
                var texts = goesOnAndFinishes(second, run, () -> slow.taken().size());
                assertThat(slow.taken()).hasSize(texts);
                assertThat(twice(slow.taken().stream().map(SmsSink.Sms::to).toList()))
                        .isZero();
            }
        }
    }

    private int count(String sql) {
        return jdbc().sql(sql).query(Integer.class).single();
    }

    private void assertMailsArrived(int mails) {
        var mailsTwice = twice(
                reminders().stream().map(ScriptedMailServer.Taken::recipient).toList());
        assertThat(reminders()).hasSize(mails + mailsTwice);
        assertThat(mailsTwice).isLessThanOrEqualTo(SENDERS);
        assertThat(twice(reminders().stream()
                        .map(mail -> mail.recipient() + mail.header("Message-ID"))
                        .toList()))
                .as("those sent again, with the same Message-ID")
                .isEqualTo(mailsTwice);
    }

    /**
     * What was asked for before the kill.
     *
     * @param made counts what there is of it
     * @param different counts what there would be if each were there once
     */
    private record Asked(JdbcClient jdbc, String what, int expected, String made, String different) {

        void assertDoneOnce() {
            await(what).atMost(TO_FINISH).until(() -> count(made) >= expected);
            assertThat(count(made)).as(what).isEqualTo(expected);
            assertThat(count(different)).as(what + ", each once").isEqualTo(expected);
        }

        private int count(String sql) {
            return jdbc.sql(sql).query(Integer.class).single();
        }
    }

    /** A document for everybody, of the kind that one of the demo's campaigns waits for. */
    private Asked filed(RunningParaphe paraphe) {
        var visitor = paraphe.visitor();
        visitor.login(AGENT, PASSWORD);
        visitor.get("/console/partners");
        var answer = Visitor.json(visitor.upload(
                "/console/partners",
                "/api/documents",
                Map.of(
                        "type",
                        "bulletin-de-paie",
                        "kind",
                        "TEMPORARY_WORKER",
                        "origin",
                        "paie",
                        "_csrf",
                        visitor.cookie("XSRF-PARAPHE").orElseThrow()),
                "file",
                List.of(Pdfs.saying("Bulletin de paie"))));
        var delivered = """
                from paraphe.document d join paraphe.campaign c on d.origin like 'campaign ' || c.number || '/%'
                where c.kind = 'DOCUMENT'
                  and exists (select from paraphe.document f where f.partner_id = d.partner_id and f.origin = 'paie')""";
        return new Asked(
                jdbc(),
                "the campaign's documents",
                answer.get("count").intValue(),
                "select count(*) " + delivered,
                "select count(distinct d.partner_id) " + delivered);
    }

    /** A mission for each client of the demo, with something due each week of the last year. */
    private Asked signed(RunningParaphe paraphe) {
        var offering = paraphe.get("/api/offerings", ACCOUNTANT, PASSWORD)
                .findValue("id")
                .intValue();
        var begin = LocalDate.now(ZoneId.of("Europe/Paris")).minusWeeks(WEEKS);
        var missions = paraphe.post(
                        "/api/missions/many",
                        ACCOUNTANT,
                        PASSWORD,
                        Map.of(
                                "name",
                                "Killed",
                                "start",
                                begin.toString(),
                                "end",
                                begin.plusWeeks(WEEKS).minusDays(1).toString(),
                                "sign",
                                true,
                                "offerings",
                                List.of(Map.of(
                                        "offering", offering, "frequency", "WEEKLY", "firstDue", begin.toString()))))
                .get("missions")
                .intValue();
        var occurrences =
                "from paraphe.occurrence o join paraphe.mission m on m.id = o.mission_id where m.name = 'Killed'";
        return new Asked(
                jdbc(),
                "the missions' occurrences",
                missions * WEEKS,
                "select count(*) " + occurrences,
                "select count(distinct (o.mission_id, o.offering_id, o.n)) " + occurrences);
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(new DriverManagerDataSource(database.getJdbcUrl(), database.getUsername(), ""));
    }

    /** The mails of the run, without those that the demo's other flows send. */
    private List<ScriptedMailServer.Taken> reminders() {
        return mailServer.taken().stream()
                .filter(mail -> mail.header("List-Unsubscribe").contains("-contract-to-sign-"))
                .toList();
    }

    private RunningParaphe start() {
        return start(provider);
    }

    private RunningParaphe start(SmsSink provider) {
        var settings = RunningParaphe.demo(mailServer.port(), provider);
        settings.put("paraphe.campaign.delivery-batch", "20");
        return RunningParaphe.start("killed-node", database, settings);
    }

    /** @return how many people the run says it has reached */
    private static int goesOnAndFinishes(RunningParaphe paraphe, SentRelaunch run, Supplier<Integer> arrived) {
        var before = arrived.get();
        await("going on").atMost(TO_GO_ON).until(() -> arrived.get() > before);
        await("the outcome").atMost(TO_FINISH).until(() -> run.isSent(paraphe));
        var progress = run.get(paraphe).get("progress");
        assertThat(progress.get("uncertain").intValue()).isZero();
        assertThat(progress.get("failed").intValue()).isZero();
        return progress.get("sent").intValue();
    }

    private static int twice(Collection<String> all) {
        return (int) all.stream().collect(groupingBy(one -> one, counting())).values().stream()
                .filter(times -> times > 1)
                .count();
    }
}

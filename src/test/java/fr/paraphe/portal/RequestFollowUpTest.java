package fr.paraphe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a client is told by mail: asked, asked again, reminded, all in one, and no longer. */
class RequestFollowUpTest extends RequestScenario {

    @Test
    @DisplayName(
            "P-23 reminders three days before, on the day and three days after, then every week, until the client answers")
    void reminders() {
        requested("2026-09-26");
        var number = number("REQUEST");
        tell();
        assertThat(mailsTo(mail)).hasSize(1);

        assertThat(task(number).get("nextReminderAt").asText()).isEqualTo("2026-09-23T08:00:00Z");
        assertThat(staff().get("/console/tasks/" + number).body()).contains("Prochaine relance", "23/09/2026 10:00");
        remindedAt("2026-09-23T10:00", number, 2);
        remindedAt("2026-09-26T10:00", number, 3);
        assertThat(text(mail(mail, 3))).contains("Rappel");
        remindedAt("2026-09-29T10:00", number, 4);
        remindedAt("2026-10-03T10:00", number, 5);
        remindedAt("2026-10-10T10:00", number, 6);
        remindedAt("2026-10-17T10:00", number, 7);
        assertThat(task(number).get("nextReminderAt").asText()).isEqualTo("2026-10-24T08:00:00Z");
        assertThat(task(number).get("remindersOver").asBoolean()).isFalse();
        remindedAt("2026-10-24T10:00", number, 8);
        assertThat(task(number).has("nextReminderAt")).isFalse();
        assertThat(task(number).get("remindersOver").asBoolean()).isTrue();
        assertThat(staff().get("/console/tasks/" + number).body())
                .contains("Plus aucune relance n’est prévue")
                .doesNotContain("Prochaine relance");
        remindedAt("2026-10-31T10:00", number, 8);
        assertThat(get("/api/tasks?late=true&kind=REQUEST").get("rows")).hasSize(1);

        mail = anyMail();
        client = given.client(agency, "Durand SAS", mail);
        var visitor = inTheSpaceOf(client, mail);
        var known = mailsTo(mail).size();
        requested("2026-11-06");
        var another = lastNumber();
        answer(visitor, another, "Voici", List.of(), true);
        clock.setTo("2026-11-09T10:00");
        jobs.runDue(another);
        tell();
        assertThat(mailsTo(mail)).hasSize(known);
    }

    @Test
    @DisplayName("P-23 a late request that is asked again is followed up every week from that day on")
    void remindersAfterAskedAgainLate() {
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var number = number("REQUEST");
        clock.setTo("2026-10-07T15:00");
        jobs.runDue(number);
        answer(visitor, number, "Voici", List.of(), true);
        post("/api/tasks/" + number + "/another-request", Map.of("remark", "Il manque mars"));
        tell();
        var told = mailsTo(mail).size();

        remindedAt("2026-10-14T09:59", number, told);
        remindedAt("2026-10-14T10:00", number, told + 1);
        assertThat(text(mail(mail, told + 1))).contains("Rappel");
        remindedAt("2026-10-21T10:00", number, told + 2);
    }

    @Test
    @DisplayName("P-15, P-23 what was due before the signature is followed up every week from then on, in one mail")
    void remindersOfPastOccurrences() {
        clock.setTo("2026-09-16T15:00");
        requested("2026-08-02", "2026-09-02");
        var numbers = openNumbers();
        assertThat(numbers).hasSize(2);
        tell();
        assertThat(mailsTo(mail)).hasSize(1);

        clock.setTo("2026-09-23T10:00");
        numbers.forEach(jobs::runDue);
        tell();

        assertThat(mailsTo(mail)).hasSize(2);
        assertThat(text(mail(mail, 2)).split("Rappel : ")).hasSize(3);
    }

    @Test
    @DisplayName(
            "P-23 by the contact policy: one click ends these mails; without a mail address none leaves, and staff sees why; without a space it says how to get one")
    void contactPolicy() {
        requested("2026-09-26");
        tell();
        assertThat(text(mail(mail, 1))).contains("Si vous n’avez pas encore d’espace, demandez à");
        var link = unsubscribeLink(mail(mail, 1));
        visitor().form(link, Map.of());
        var number = number("REQUEST");
        assertThat(task(number).get("unreachable").asText()).isEqualTo("UNSUBSCRIBED");
        assertThat(task(number).has("nextReminderAt")).isFalse();
        assertThat(staff().get("/console/tasks/" + number).body())
                .contains("a désactivé les mails de demandes")
                .doesNotContain("Prochaine relance");
        requested("2026-09-25");
        tell();
        assertThat(mailsTo(mail)).hasSize(1);

        client = given.client(agency, "Sans Mail SARL", null);
        requested("2026-09-26");
        tell();
        var rows = get("/api/tasks?kind=REQUEST").get("rows");
        assertThat(StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> row.get("clientName").asText().equals("Sans Mail SARL")))
                .singleElement()
                .satisfies(row -> assertThat(row.get("unreachable").asText()).isEqualTo("MISSING"));
    }

    @Test
    @DisplayName("P-23 asked again twice on one day, the client is told twice")
    void askedTwice() {
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var number = number("REQUEST");
        tell();
        for (var remark : List.of("Il manque mars", "Il manque avril")) {
            answer(visitor, number, "Voici", List.of(), true);
            var before = mailsTo(mail).size();
            post("/api/tasks/" + number + "/another-request", Map.of("remark", remark));
            tell();
            assertThat(mailsTo(mail)).hasSize(before + 1);
        }
    }

    @Test
    @DisplayName("P-23 asked again at the same time as something else is due: one mail, whose line alone says so")
    void askedAgainAmongOthers() throws Exception {
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var number = number("REQUEST");
        tell();
        answer(visitor, number, "Voici", List.of(), true);
        var before = mailsTo(mail).size();
        post("/api/tasks/" + number + "/another-request", Map.of("remark", "Il manque mars"));
        requested("2026-09-25");
        tell();

        assertThat(mailsTo(mail)).hasSize(before + 1);
        assertThat(mail(mail, before + 1).getSubject()).endsWith(" vous demande des éléments");
        assertThat(text(mail(mail, before + 1)))
                .contains("– Demandé à nouveau", "– " + TEXT)
                .doesNotContain("Il manque mars");
    }

    @Test
    @DisplayName("P-23 §5 asked again in English")
    void askedAgainInEnglish() throws Exception {
        database.sql("update partner set language = 'en' where reference = ? and account_id = ?")
                .params(client, agency.id().value())
                .update();
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var number = number("REQUEST");
        answer(visitor, number, "Here", List.of(), true);
        tell();
        var before = mailsTo(mail).size();
        post("/api/tasks/" + number + "/another-request", Map.of("remark", "March is missing"));
        tell();

        assertThat(mail(mail, before + 1).getSubject()).endsWith(" asks you again for information");
        assertThat(text(mail(mail, before + 1))).contains("Asked again: " + TEXT, "/portal/requests/" + number);
    }

    @Test
    @DisplayName("P-04 once the module is switched off, the client is neither shown nor reminded of anything")
    void switchedOff() {
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var number = number("REQUEST");
        tell();
        var before = mailsTo(mail).size();

        module(false);
        clock.setTo("2026-09-23T10:00");
        jobs.runDue(number);
        tell();

        assertThat(mailsTo(mail)).hasSize(before);
        for (var page : List.of("/portal", "/portal/requests")) {
            assertThat(visitor.get(page).body()).as(page).doesNotContain(TEXT);
        }
        assertThat(visitor.get("/portal/requests/" + number).statusCode()).isEqualTo(404);
        assertThat(answer(visitor, number, "Voici", List.of(), true).statusCode())
                .isEqualTo(404);
    }

    private void remindedAt(String paris, String number, int mails) {
        clock.setTo(paris);
        jobs.runDue(number);
        tell();
        assertThat(mailsTo(mail)).hasSize(mails);
    }

    private List<String> openNumbers() {
        return StreamSupport.stream(
                        get("/api/tasks?open=true&kind=REQUEST").get("rows").spliterator(), false)
                .map(row -> row.get("number").asText())
                .toList();
    }

    private String lastNumber() {
        return database.sql(
                        "select number from mission_task where kind = 'REQUEST' and account_id = ? order by id desc limit 1")
                .param(agency.id().value())
                .query(String.class)
                .single();
    }
}

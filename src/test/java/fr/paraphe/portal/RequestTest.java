package fr.paraphe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.testing.Pdfs;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Information requests, from both sides: the client in the portal, staff at the REST door and in Tasklist. */
class RequestTest extends RequestScenario {

    private static final DateTimeFormatter ENGINE_DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    @Test
    @DisplayName(
            "P-03, P-06, P-07, P-09 the client sees the request, never the task, the offering's title or the mission's name")
    void whatTheClientSees() {
        var visitor = inTheSpaceOf(client, mail);
        var mailsBefore = mailsTo(mail).size();
        requested("2026-09-26");
        tell();

        var number = number("REQUEST");
        for (var page : List.of("/portal", "/portal/requests", "/portal/requests/" + number)) {
            assertThat(visitor.get(page).body())
                    .as(page)
                    .contains(TEXT, "09/2026", "26/09/2026")
                    .doesNotContain(TITLE, MISSION, TASK);
        }
        assertThat(mailsTo(mail)).hasSize(mailsBefore + 1);
        assertThat(text(mail(mail, mailsBefore + 1)))
                .contains(TEXT, "09/2026", "26/09/2026", "/portal")
                .doesNotContain(TITLE, MISSION, TASK);
        assertThat(visitor.get("/portal/requests/" + number("TASK")).statusCode())
                .isEqualTo(404);
        assertThat(visitor.get("/api/tasks").statusCode()).isNotEqualTo(200);
        assertThat(visitor.get("/api/missions").statusCode()).isNotEqualTo(200);
    }

    @Test
    @DisplayName(
            "P-23 the client answers with text and files, now and later, and says that it is done; staff asks again, then accepts")
    void answered() throws Exception {
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var number = number("REQUEST");

        assertThat(location(answer(visitor, number, "Voici une facture", List.of(Pdfs.saying("Facture")), false)))
                .endsWith(number);
        assertThat(state(number)).isEqualTo("OPEN");
        assertThat(location(answer(visitor, number, "C'est tout", List.of(), true)))
                .endsWith(number);
        assertThat(state(number)).isEqualTo("ANSWERED");
        assertThat(visitor.get("/portal/vault").body()).contains("facture");
        assertThat(visitor.get("/portal/vault?unread=true").body()).doesNotContain("facture");

        var task = tasklist("CheckAnswer");
        assertThat(task.get("name").asText()).isEqualTo("Dupont SARL · " + TITLE + " 09/2026 · Vérifier la réponse");
        assertThat(staff().get("/console/tasks/answer-step?task="
                                + task.get("id").asText())
                        .statusCode())
                .isEqualTo(302);
        assertThat(staff().get("/console/tasks/answer-step/" + number).body())
                .contains("Voici une facture", "facture", "C&#39;est tout", TITLE);

        assertThat(post("/api/tasks/" + number + "/another-request", Map.of("remark", " "))
                        .getStatusCode()
                        .value())
                .isEqualTo(422);
        var before = mailsTo(mail).size();
        assertThat(post("/api/tasks/" + number + "/another-request", Map.of("remark", "Il manque le relevé"))
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        tell();
        assertThat(mailsTo(mail)).hasSize(before + 1);
        assertThat(mail(mail, before + 1).getSubject()).endsWith(" vous demande à nouveau des éléments");
        assertThat(text(mail(mail, before + 1)))
                .contains("Demandé à nouveau\u00a0: " + TEXT, "/portal/requests/" + number)
                .doesNotContain("Il manque le relevé", TITLE, MISSION);
        assertThat(visitor.get("/portal/requests/" + number).body()).contains("Il manque le relevé");

        answer(visitor, number, "Le voici", List.of(), true);
        assertThat(post("/api/tasks/" + number + "/acceptance", Map.of())
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertThat(state(number)).isEqualTo("DONE");
        assertThat(visitor.get("/portal").body()).doesNotContain(TEXT);
        var late = answer(visitor, number, "Encore une chose", List.of(), true);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Cette demande est close");
    }

    @Test
    @DisplayName("P-23 an answer is not complete without a word or a file since staff last asked")
    void nothingSaid() {
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var number = number("REQUEST");

        var nothing = answer(visitor, number, " ", List.of(), true);
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("Écrivez un texte ou joignez un fichier");
        assertThat(state(number)).isEqualTo("OPEN");

        answer(visitor, number, "Rien ce mois-ci", List.of(), false);
        answer(visitor, number, "", List.of(), true);
        assertThat(state(number)).isEqualTo("ANSWERED");
        post("/api/tasks/" + number + "/another-request", Map.of("remark", "Il manque le relevé"));
        assertThat(answer(visitor, number, "", List.of(), true).statusCode()).isEqualTo(422);
    }

    @Test
    @DisplayName("P-23 an answer in Tasklist: accepted with the task's own variables, refused without them")
    void acceptedInTasklist() {
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var number = number("REQUEST");
        answer(visitor, number, "Voici", List.of(), true);
        var complete = "/engine-rest/task/" + tasklist("CheckAnswer").get("id").asText() + "/complete";

        assertThat(post(complete, Map.of()).getStatusCode().value()).isEqualTo(422);
        assertThat(state(number)).isEqualTo("ANSWERED");
        assertThat(post(complete, Map.of("variables", Map.of("accepted", Map.of("value", true))))
                        .getStatusCode()
                        .value())
                .isEqualTo(204);
        assertThat(state(number)).isEqualTo("DONE");
    }

    @Test
    @DisplayName("P-18 an internal task is in Tasklist, named by client and period, and done there or over REST")
    void internalTask() {
        requested("2026-09-26");
        var number = number("TASK");
        var task = tasklist("DoTask");
        assertThat(task.get("name").asText()).isEqualTo("Dupont SARL · " + TITLE + " 09/2026 · " + TASK + " · À faire");

        var page = staff();
        assertThat(page.get("/console/tasks/task-step/" + number).body()).contains(TASK, "Dupont SARL");
        page.submit("/console/tasks/task-step/" + number, Map.of());

        assertThat(state(number)).isEqualTo("DONE");
        assertThat(post("/api/tasks/" + number + "/completion", Map.of())
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
    }

    @Test
    @DisplayName(
            "P-04 once the module is switched off, no task is done and no answer accepted, in Tasklist or elsewhere")
    void switchedOffForStaff() {
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var number = number("REQUEST");
        answer(visitor, number, "Voici", List.of(), true);
        var task = number("TASK");
        var toCheck = tasklist("CheckAnswer").get("id").asText();
        var toDo = tasklist("DoTask").get("id").asText();

        module(false);

        for (var door : List.of(
                "/engine-rest/task/" + toDo + "/complete",
                "/api/tasks/" + task + "/completion",
                "/api/tasks/" + number + "/acceptance")) {
            assertOff(door, Map.of());
        }
        assertOff(
                "/engine-rest/task/" + toCheck + "/complete",
                Map.of("variables", Map.of("accepted", Map.of("value", true))));
        assertThat(staff().get("/console/tasks/task-step/" + task).statusCode()).isEqualTo(403);
        module(true);
        assertThat(state(number)).isEqualTo("ANSWERED");
        assertThat(state(task)).isEqualTo("OPEN");
    }

    private void assertOff(String door, Map<String, ?> body) {
        var answer = post(door, body);
        assertThat(answer.getStatusCode().value()).as(door).isEqualTo(403);
        assertThat(answer.getBody().get("detail").asText()).as(door).contains("Contactez le support");
    }

    @Test
    @DisplayName("P-23 another client's request does not exist, to read or to answer")
    void anotherClients() {
        requested("2026-09-26");
        var number = number("REQUEST");
        var otherMail = anyMail();
        var other = inTheSpaceOf(given.client(agency, "Durand SAS", otherMail), otherMail);

        assertThat(other.get("/portal/requests/" + number).statusCode()).isEqualTo(404);
        assertThat(answer(other, number, "Bonjour", List.of(), true).statusCode())
                .isEqualTo(404);
        assertThat(state(number)).isEqualTo("OPEN");
    }

    @Test
    @DisplayName("P-23 a request that staff closes can no longer be answered")
    void closed() {
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var number = number("REQUEST");

        assertThat(post("/api/tasks/" + number + "/closing", Map.of())
                        .getStatusCode()
                        .value())
                .isEqualTo(200);

        var late = answer(visitor, number, "Voici", List.of(), true);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("close");
        assertThat(state(number)).isEqualTo("CLOSED");
    }

    @Test
    @DisplayName(
            "P-18, P-23 a request's page: its number, its way, the mails that were sent or not, and who asked again; the client sees the agency alone")
    void requestsPage() {
        requested("2026-09-26");
        var number = number("REQUEST");
        tell();
        clock.setTo("2026-09-23T10:00");
        jobs.runDue(number);
        tell();
        var visitor = inTheSpaceOf(client, mail);
        answer(visitor, number, "Voici", List.of(), true);
        post("/api/tasks/" + number + "/another-request", Map.of("remark", "Il manque mars"));
        visitor().form(unsubscribeLink(mail(mail, 1)), Map.of());
        tell();

        var mails = get("/api/tasks/" + number).get("mails");
        assertThat(mails.findValuesAsText("kind")).containsExactly("NEW", "REMINDER", "AGAIN");
        assertThat(mails.findValuesAsText("outcome")).containsExactly("SENT", "SENT", "UNSUBSCRIBED");
        var exchange = get("/api/tasks/" + number).get("exchange");
        assertThat(exchange.get(0).has("staff")).isFalse();
        assertThat(exchange.get(1).get("staff").asText()).isEqualTo(agent);
        assertThat(staff().get("/console/tasks/" + number).body())
                .contains(number + "</span>", "/console/history?number=" + number, "Mails au client")
                .contains("Relance", "Mail envoyé", "23/09/2026 10:0", "le client a désactivé ces mails")
                .contains("Camille Durand");
        assertThat(visitor.get("/portal/requests/" + number).body())
                .contains("Il manque mars", agency.name())
                .doesNotContain("Camille Durand", agent);
    }

    @Test
    @DisplayName("P-18, P-23 in Tasklist a task is due at the last moment of its due day in Paris")
    void dueInTasklist() {
        requested("2026-09-26");
        assertThat(due("DoTask")).isEqualTo("2026-09-26T21:59:59.999Z");

        answer(inTheSpaceOf(client, mail), number("REQUEST"), "Voici", List.of(), true);

        assertThat(due("CheckAnswer")).isEqualTo("2026-09-26T21:59:59.999Z");
    }

    private Instant due(String key) {
        return OffsetDateTime.parse(tasklist(key).get("due").asText(), ENGINE_DATE)
                .toInstant();
    }

    @Test
    @DisplayName("P-23 what staff does at the wrong moment is refused in staff's words, over REST and in the console")
    void refusedToStaff() {
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var number = number("REQUEST");
        for (var door : List.of("acceptance", "another-request")) {
            assertRefused(number, door, "request-not-answered", "Le client n’a pas encore répondu");
        }

        answer(visitor, number, "Voici", List.of(), true);
        assertRefused(number, "closing", "request-to-check", "Le client a répondu");
        var page = staff();
        page.submit("/console/tasks/" + number + "/closing", Map.of());
        assertThat(page.get("/console/tasks/" + number).body()).contains("acceptez sa réponse");

        post("/api/tasks/" + number + "/acceptance", Map.of());
        for (var door : List.of("acceptance", "another-request", "closing")) {
            assertRefused(number, door, "request-settled", "déjà acceptée ou close");
        }
    }

    private void assertRefused(String number, String door, String problem, String words) {
        var answer = post("/api/tasks/" + number + "/" + door, Map.of("remark", "Il manque mars"));
        assertThat(answer.getStatusCode().value()).as(door).isEqualTo(409);
        assertThat(answer.getBody().get("type").asText()).as(door).endsWith("/" + problem);
        assertThat(answer.getBody().get("detail").asText()).as(door).contains(words);
    }
}

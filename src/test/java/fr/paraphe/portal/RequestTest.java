package fr.paraphe.portal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.AccountOption;
import fr.paraphe.account.StaffRole;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.testing.Visitor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;

/** Information requests, from both sides: the client in the portal, staff at the REST door and in Tasklist. */
class RequestTest extends PortalScenario {

    private static final String TITLE = "Rappel TVA interne";
    private static final String MISSION = "Exercice 2026 confidentiel";
    private static final String TASK = "Établir la déclaration";
    private static final String TEXT = "Merci de déposer vos éléments du mois";

    private static final DateTimeFormatter ENGINE_DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    @Autowired
    private RuntimeService runtime;

    private String mail;
    private String client;

    @BeforeEach
    void aClientOfAnAgencyWithTheModule() {
        agency = given.accountWith(AccountOption.MISSIONS);
        agent = given.agentOf(agency);
        mail = anyMail();
        client = given.client(agency, "Dupont SARL", mail);
    }

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
    @DisplayName("P-23 bad files are refused by name and nothing is half done; a 100 MB upload is refused well")
    void badFiles() {
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var number = number("REQUEST");

        var text = answer(visitor, number, "Voici", List.of(Pdfs.saying("Facture"), "pas un PDF".getBytes()), true);
        assertThat(text.statusCode()).isEqualTo(415);
        assertThat(text.body()).contains("facture2.pdf", "Voici");
        var huge = answer(visitor, number, "Voici", List.of(new byte[100 * 1024 * 1024]), true);
        assertThat(huge.statusCode()).isEqualTo(413);
        assertThat(huge.body()).contains("facture1.pdf", "25");
        assertThat(answer(visitor, number, " ", List.of(), false).statusCode()).isEqualTo(422);

        assertThat(state(number)).isEqualTo("OPEN");
        assertThat(get("/api/tasks/" + number).get("exchange")).isEmpty();
        assertThat(visitor.get("/portal/vault").body()).doesNotContain("facture1");
    }

    @Test
    @DisplayName("P-23 photos of a phone become PDFs of one page, upright; sent twice they are kept once")
    void photos() throws Exception {
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var number = number("REQUEST");

        answer(visitor, number, "", List.of(photo("jpeg", ON_ITS_SIDE), photo("png", new byte[0])), false);
        answer(visitor, number, "", List.of(photo("jpeg", ON_ITS_SIDE)), false);

        var exchange = get("/api/tasks/" + number).get("exchange");
        assertThat(exchange).hasSize(2);
        try (var kept = pdf(visitor, exchange.get(0).get("document").asLong())) {
            assertThat(kept.getNumberOfPages()).isEqualTo(1);
            assertThat(kept.getPage(0).getRotation()).isEqualTo(90);
            assertThat(kept.getPage(0).getMediaBox().getWidth())
                    .isGreaterThan(kept.getPage(0).getMediaBox().getHeight());
        }
        try (var kept = pdf(visitor, exchange.get(1).get("document").asLong())) {
            assertThat(kept.getPage(0).getRotation()).isZero();
        }
    }

    @Test
    @DisplayName("P-23 a photo that was cut off is refused, also one whose preview is whole")
    void halfAPhoto() throws Exception {
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var number = number("REQUEST");

        for (var photo : List.of(
                cutOff(photo("png", new byte[0]), 50),
                cutOff(photo("jpeg", new byte[0]), 5),
                cutOff(photo("jpeg", preview(photo("jpeg", ON_ITS_SIDE))), 5))) {
            var refused = answer(visitor, number, "", List.of(photo), false);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("La photo « facture1.pdf » est incomplète ou endommagée");
        }
        assertThat(get("/api/tasks/" + number).get("exchange")).isEmpty();
    }

    @Test
    @DisplayName("P-23 §5 a small file that says it is a photo of billions of points is refused, and takes no memory")
    void saysItIsHuge() throws Exception {
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var photo = photo("jpeg", new byte[0]);
        var frame = new String(photo, ISO_8859_1).indexOf("\u00ff\u00c0");
        ByteBuffer.wrap(photo).putShort(frame + 5, (short) 60_000).putShort(frame + 7, (short) 60_000);

        var refused = answer(visitor, number("REQUEST"), "", List.of(photo), false);

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("plus de 250 millions de points");
    }

    private static byte[] cutOff(byte[] photo, int bytes) {
        return Arrays.copyOf(photo, photo.length - bytes);
    }

    /** A segment of notes that holds a small picture. */
    private static byte[] preview(byte[] photo) {
        return ByteBuffer.allocate(photo.length + 4)
                .put(HexFormat.of().parseHex("ffe2"))
                .putShort((short) (photo.length + 2))
                .put(photo)
                .array();
    }

    /** What a camera notes that was held upright: turn by 90 degrees. */
    private static final byte[] ON_ITS_SIDE = HexFormat.of()
            .parseHex("ffe10022457869660000" + "49492a0008000000" + "0100" + "120103000100000006000000" + "00000000");

    /** Wider than high. */
    private static byte[] photo(String format, byte[] notes) throws IOException {
        var file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), format, file);
        var photo = file.toByteArray();
        if (notes.length == 0) {
            return photo;
        }
        var noted = new ByteArrayOutputStream();
        noted.write(photo, 0, 2);
        noted.write(notes);
        noted.write(photo, 2, photo.length - 2);
        return noted.toByteArray();
    }

    private PDDocument pdf(Visitor visitor, long document) throws IOException {
        return Loader.loadPDF(visitor.getBytes("/portal/documents/" + document));
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

    private void module(boolean on) {
        http.withBasicAuth(given.staffOf(agency, false, StaffRole.SUPPORT), Given.PASSWORD)
                .put("/api/accounts/" + agency.code() + "/options/missions", Map.of("on", on));
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
    @DisplayName("P-23 a request that an older version started goes on: its task has no due date")
    void withoutDueDate() {
        requested("2026-09-26");
        var number = number("REQUEST");
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .singleResult();
        runtime.removeVariable(instance.getId(), "dueAt");

        answer(inTheSpaceOf(client, mail), number, "Voici", List.of(), true);

        assertThat(tasklist("CheckAnswer").get("due").isNull()).isTrue();
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

    /** A signed mission whose offering is due once, created by now. */
    private void requested(String due) {
        requested(due, due);
    }

    /** The same, due every month from the first to the last of these days. */
    private void requested(String due, String last) {
        var category = post("/api/offering-categories", Map.of("name", "Fiscal " + due + client));
        var offering = post(
                "/api/offerings",
                Map.of(
                        "category",
                        category.getBody().get("id").asLong(),
                        "title",
                        TITLE,
                        "deliverable",
                        "VAT_RETURN",
                        "leadDays",
                        20,
                        "items",
                        List.of(Map.of("kind", "REQUEST", "text", TEXT), Map.of("kind", "TASK", "text", TASK))));
        var line = Map.of("offering", offering.getBody().get("id").asLong(), "frequency", "MONTHLY", "firstDue", due);
        var mission = post(
                "/api/missions",
                Map.of(
                        "client",
                        client,
                        "name",
                        MISSION,
                        "start",
                        "2026-01-01",
                        "end",
                        last,
                        "offerings",
                        List.of(line)));
        assertThat(mission.getStatusCode().value()).as("%s", mission.getBody()).isEqualTo(201);
        var number = mission.getBody().get("number").asText();
        post("/api/missions/" + number + "/signature", Map.of());
        jobs.runDue(number);
    }

    /** Lets what is to be told to clients leave, and waits until nothing is left to tell. */
    private void tell() {
        clock.advance(Duration.ofMinutes(2));
        await().atMost(Duration.ofSeconds(20)).until(() -> waiting() == 0);
    }

    private long waiting() {
        return database.sql("""
                        select count(*) from request_notice n join mission_task t on t.id = n.task_id
                        where t.account_id = ? and (n.mail_id is null and n.dropped is null
                          or exists (select from message_outcome m
                            where m.flow = 'information-request' and m.recipient = n.mail_id
                              and m.state in ('QUEUED', 'SENDING')))""").param(agency.id().value()).query(Long.class).single();
    }

    private void remindedAt(String paris, String number, int mails) {
        clock.setTo(paris);
        jobs.runDue(number);
        tell();
        assertThat(mailsTo(mail)).hasSize(mails);
    }

    private String number(String kind) {
        var rows = get("/api/tasks?open=true&kind=" + kind).get("rows");
        assertThat(rows).hasSize(1);
        return rows.get(0).get("number").asText();
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

    private JsonNode task(String number) {
        return get("/api/tasks/" + number).get("task");
    }

    private String state(String number) {
        return task(number).get("state").asText();
    }

    /** The one open task of this kind that the agent sees in Tasklist. */
    private JsonNode tasklist(String key) {
        var tasks = get("/engine-rest/task?taskDefinitionKey=" + key);
        assertThat(tasks).hasSize(1);
        return tasks.get(0);
    }

    private Visitor staff() {
        var visitor = visitor();
        visitor.login(agent, Given.PASSWORD);
        return visitor;
    }

    private JsonNode get(String path) {
        var answer = http.withBasicAuth(agent, Given.PASSWORD).getForEntity(path, JsonNode.class);
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(200);
        return answer.getBody();
    }

    private ResponseEntity<JsonNode> post(String path, Map<String, ?> body) {
        return http.withBasicAuth(agent, Given.PASSWORD).postForEntity(path, new HashMap<>(body), JsonNode.class);
    }

    /** Fills in the answer's form, with files of the names facture1.pdf, facture2.pdf… */
    private static HttpResponse<String> answer(
            Visitor visitor, String number, String text, List<byte[]> files, boolean done) {
        return visitor.upload(
                "/portal/requests",
                "/portal/requests/" + number,
                Map.of("text", text, "done", String.valueOf(done)),
                "files",
                files);
    }
}

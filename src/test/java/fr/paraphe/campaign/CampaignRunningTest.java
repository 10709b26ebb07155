package fr.paraphe.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.StaffRole;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.testing.Visitor;
import fr.paraphe.vault.DocumentId;
import fr.paraphe.vault.DocumentSigning;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

class CampaignRunningTest extends CampaignScenario {

    @Autowired
    RuntimeService runtime;

    @Autowired
    DocumentSigning signing;

    @Autowired
    PartnerCampaigns partnerCampaigns;

    @Test
    @DisplayName("C-05 C-06 its process waits for the first day, opens, waits for the end of the last one, and closes")
    void timers() {
        var number = launched(recipientDraft(Map.of("startsOn", "2026-10-24", "endsOn", "2026-10-25")));
        assertThat(jobs.runDue(number)).isZero();

        clock.setTo("2026-10-23T23:59:59");
        assertThat(jobs.runDue(number)).isZero();
        clock.setTo("2026-10-24T00:00");
        assertThat(jobs.runDue(number)).isEqualTo(1);
        assertThat(history(number)).contains("OPENED").doesNotContain("ENDED");

        clock.setTo("2026-10-25T23:59:59");
        assertThat(jobs.runDue(number)).isZero();
        clock.setTo("2026-10-26T00:00");
        jobs.runDue(number);

        assertThat(history(number)).contains("ENDED");
        assertThat(isRunning(number)).isFalse();
        assertThat(state(number)).isEqualTo("CLOSED");
    }

    @Test
    @DisplayName("C-06 without an end it runs until it is closed by hand")
    void withoutEnd() {
        var number = launched(recipientDraft(Map.of()));

        clock.setTo("2036-01-01T12:00");
        jobs.runDue(number);
        assertThat(state(number)).isEqualTo("ACTIVE");

        done(number, "closing");
        jobs.runDue(number);
        assertThat(isRunning(number)).isFalse();
    }

    @Test
    @DisplayName("C-05 C-06 a server that was down over the start and the end follows at once, and reaches nobody late")
    void downOverBoth() {
        var lea = someone();
        var number = launched(recipientDraft(Map.of("startsOn", "2026-10-01", "endsOn", "2026-10-02")));

        clock.setTo("2026-10-05T09:00");
        login(lea);
        jobs.runDue(number);

        assertThat(deliveries(number)).isZero();
        assertThat(isRunning(number)).isFalse();
    }

    @Test
    @DisplayName("C-02 C-06 who was reached before the end is served after it")
    void reachedBeforeTheEnd() {
        var lea = someone();
        var number = launched(documentDraft(Map.of("endsOn", "2026-09-16")));
        jobs.runDue(number);
        clock.setTo("2026-09-16T23:59:59");
        file(lea, PAYSLIP, "paie 09");

        clock.setTo("2026-09-17T00:00");
        // What tells the process every second may come in between: then a job is run once more.
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            jobs.runDue(number);
            return !isRunning(number);
        });
        assertThat(broughtTo(lea)).containsExactly("Notice");
    }

    @Test
    @DisplayName(
            "C-21 title, message and logo change at once for everyone; documents for who comes; delivered ones stay")
    void changedContent() {
        var lea = someone();
        var tom = someone();
        var number = launched(recipientDraft(Map.of()));
        login(lea);
        var before = documents(number).get(0);

        describe(number, "Fermeture reportée", null, null);
        put("/api/campaigns/" + number + "/content", Map.of("message", "Du 8 au 22 août."));
        var seen = partnerCampaigns.of(List.of(lea.id()), 5);
        assertThat(seen).singleElement().satisfies(campaign -> {
            assertThat(campaign.title()).isEqualTo("Fermeture reportée");
            assertThat(campaign.message()).isEqualTo("Du 8 au 22 août.");
            assertThat(campaign.documents()).isEqualTo(1);
        });

        assertRefused(
                delete("/api/campaigns/" + number + "/documents/"
                        + before.get("id").asLong()),
                409,
                "campaign-last-document");
        add(number, "Nouveau plan.pdf", Pdfs.saying("plan"));
        delete("/api/campaigns/" + number + "/documents/" + before.get("id").asLong());
        login(tom);
        login(lea);

        assertThat(broughtTo(lea)).containsExactly("Notice");
        assertThat(broughtTo(tom)).containsExactly("Nouveau plan");
        assertThat(history(number)).contains("PARAMETERS_CHANGED", "CONTENT_CHANGED", "DOCUMENTS_CHANGED");
    }

    @Test
    @DisplayName("C-21 other dates: its timers follow, later and earlier; what has begun keeps its first day")
    void rescheduled() {
        var number = launched(recipientDraft(Map.of("startsOn", "2026-10-01", "endsOn", "2026-10-10")));

        describe(number, "Plus tôt", "2026-09-20", "2026-09-25");
        clock.setTo("2026-09-20T00:00");
        assertThat(jobs.runDue(number)).isEqualTo(1);
        assertThat(history(number)).contains("OPENED");

        assertNames(describe(number, "Plus tôt", "2026-09-22", "2026-09-25"), "startsOn");
        assertNames(describe(number, "Plus tôt", null, "2026-09-19"), "endsOn");
        describe(number, "Plus longtemps", null, "2026-09-30");
        clock.setTo("2026-09-26T00:00");
        assertThat(jobs.runDue(number)).isZero();
        describe(number, "Sans fin", null, null);
        clock.setTo("2026-10-15T00:00");
        assertThat(jobs.runDue(number)).isZero();
        describe(number, "Jusqu’à ce soir", null, "2026-10-15");
        clock.setTo("2026-10-16T00:00");
        jobs.runDue(number);

        assertThat(history(number)).contains("ENDED");
        assertThat(isRunning(number)).isFalse();
    }

    @Test
    @DisplayName("C-21 C-01 another population counts for who comes; the trigger stays, and nothing becomes empty")
    void changedPopulation() {
        var worker = someone();
        var client = someone(agency, PartnerKind.CLIENT);
        var number = launched(recipientDraft(Map.of()));
        var path = "/api/campaigns/" + number;

        put(path + "/population", Map.of("partnerKinds", List.of("CLIENT"), "relations", List.of("EXISTING")));
        login(worker);
        login(client);

        assertThat(broughtTo(worker)).isEmpty();
        assertThat(broughtTo(client)).hasSize(1);
        assertRefused(put(path + "/trigger", Map.of("kind", "DOCUMENT")), 409, "campaign-kind-fixed");
        var empty = put(path + "/population", Map.of());
        assertRefused(empty, 422, "campaign-wrong-values");
        assertNames(empty, "partnerKinds", "relations");
    }

    @Test
    @DisplayName("C-25 closed by hand: nobody else gets it, who has it keeps it, and it changes no more")
    void closed() {
        var lea = someone();
        var tom = someone();
        var number = launched(recipientDraft(Map.of()));
        login(lea);

        done(number, "closing");
        login(tom);
        jobs.runDue(number);

        assertThat(state(number)).isEqualTo("CLOSED");
        assertThat(broughtTo(lea)).hasSize(1);
        assertThat(broughtTo(tom)).isEmpty();
        assertThat(partnerCampaigns.of(List.of(lea.id()), 5))
                .singleElement()
                .satisfies(campaign -> assertThat(campaign.running()).isFalse());
        assertThat(isRunning(number)).isFalse();
        assertRefused(post("/api/campaigns/" + number + "/closing", Map.of()), 409, "campaign-closed");
        assertRefused(describe(number, "Trop tard", null, null), 409, "campaign-closed");
        assertRefused(add(number, "n.pdf", Pdfs.saying("n")), 409, "campaign-closed");
        assertRefused(
                post("/api/campaigns/" + recipientDraft(Map.of()) + "/closing", Map.of()),
                409,
                "campaign-not-launched");
    }

    @Test
    @DisplayName("C-25 closed before its first day it never begins")
    void closedWhileScheduled() {
        var number = launched(recipientDraft(Map.of("startsOn", "2026-10-01")));

        done(number, "closing");
        jobs.runDue(number);

        assertThat(isRunning(number)).isFalse();
        assertThat(history(number)).doesNotContain("OPENED");
    }

    @Test
    @DisplayName("C-21 C-25 changed and closed at the same moment: each is done whole or refused, and it ends closed")
    void changedAndClosedAtOnce() throws Exception {
        for (var round = 0; round < 5; round++) {
            var number = launched(recipientDraft(Map.of("endsOn", "2026-09-30")));
            jobs.runDue(number);
            var people = Executors.newFixedThreadPool(2);
            try {
                var answers = people.invokeAll(List.<Callable<ResponseEntity<JsonNode>>>of(
                        () -> describe(number, "Changée", null, "2026-10-30"),
                        () -> post("/api/campaigns/" + number + "/closing", Map.of())));
                var changed = answers.get(0).get();
                var closed = answers.get(1).get();

                assertThat(List.of(
                                changed.getStatusCode().value(),
                                closed.getStatusCode().value()))
                        .as("%s %s", changed.getBody(), closed.getBody())
                        .containsAnyOf(200)
                        .isSubsetOf(200, 409);
                var wasChanged = changed.getStatusCode() == HttpStatus.OK;
                assertThat(campaign(number).get("endsOn").asText()).isEqualTo(wasChanged ? "2026-10-30" : "2026-09-30");
                if (closed.getStatusCode() != HttpStatus.OK) {
                    done(number, "closing");
                }
            } finally {
                people.shutdown();
            }
            jobs.runDue(number);
            assertThat(state(number)).isEqualTo("CLOSED");
            assertThat(isRunning(number)).isFalse();
        }
    }

    @Test
    @DisplayName("C-25 nobody closes it by telling its process alone")
    void closedThroughTheEngine() {
        var number = launched(recipientDraft(Map.of()));
        jobs.runDue(number);
        var message = Map.of("messageName", "Campaign closed", "businessKey", number);

        assertRefused(post("/engine-rest/message", message), 403, "forbidden");
        var operator = given.staffOf(agency, false, StaffRole.OPERATOR);
        assertRefused(
                as(operator).postForEntity("/engine-rest/message", message, JsonNode.class), 409, "campaign-goes-on");

        assertThat(state(number)).isEqualTo("ACTIVE");
        assertThat(isRunning(number)).isTrue();
    }

    @Test
    @DisplayName("C-14 C-15 C-16 its documents go out sealed once, typed and to be signed as chosen")
    void sealedAndSigned() {
        var lea = someone();
        var tom = someone();
        var number = recipientDraft(Map.of());
        var id = documents(number).get(0).get("id").asLong();
        put(
                "/api/campaigns/" + number + "/documents/" + id,
                Map.of("name", "Charte", "type", "attestation", "asksSignature", true, "sealed", true));
        launched(number);
        login(lea);
        login(tom);

        var filed = database.sql("select distinct encode(sha256, 'hex') from document where partner_id in (?, ?)")
                .params(lea.id().value(), tom.id().value())
                .query(String.class)
                .list();
        assertThat(filed).hasSize(1);
        var document = vaultOf(lea).get(0);
        assertThat(document.get("type").asText()).isEqualTo("attestation");
        assertThat(document.get("signature").asText()).isEqualTo("ASKED");
        var verdict = read("/api/partners/" + lea.reference() + "/documents/"
                + document.get("id").asLong() + "/seal");
        assertThat(verdict.get("state").asText()).isEqualTo("INTACT");

        signing.signed(new DocumentId(document.get("id").asLong()), clock.instant());
        assertThat(figures(number).get("toSign").asLong()).isEqualTo(2);
        assertThat(figures(number).get("signed").asLong()).isEqualTo(1);
    }

    @Test
    @DisplayName("C-26 C-27 the list tells state and figures; who has read, who has not, page by page and as CSV")
    void figures() {
        var people = Stream.generate(this::someone).limit(3).toList();
        var number = launched(recipientDraft(Map.of()));
        people.forEach(this::login);

        partnerCampaigns.open(new CampaignNumber(number), people.get(0).id());
        openDocument(people.get(1));

        var row = read("/api/campaigns?state=ACTIVE").get("rows").get(0);
        assertThat(row.get("number").asText()).isEqualTo(number);
        assertThat(row.get("figures").toString())
                .isEqualTo("{\"audience\":3,\"delivered\":3,\"read\":2,\"toSign\":0,\"signed\":0}");
        var unread = read("/api/campaigns/" + number + "/deliveries?read=false").get("rows");
        assertThat(unread)
                .singleElement()
                .satisfies(one -> assertThat(one.get("reference").asText())
                        .isEqualTo(people.get(2).reference()));
        var first = read("/api/campaigns/" + number + "/deliveries?limit=2");
        assertThat(first.get("rows")).hasSize(2);
        assertThat(read("/api/campaigns/" + number + "/deliveries?limit=2&after="
                                + first.get("next").asLong())
                        .get("rows"))
                .hasSize(1);
        var csv = new String(
                as(manager)
                        .getForEntity("/api/campaigns/" + number + "/deliveries.csv?read=false", byte[].class)
                        .getBody(),
                UTF_8);
        assertThat(csv.lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .contains(people.get(2).reference());
    }

    @Test
    @DisplayName("C-27 recipients are told by mail when it begins, once; one click ends such mails and no others")
    void announced() throws Exception {
        var lea = someone();
        var english = given.partner(agency, PartnerKind.TEMPORARY_WORKER, "en", "english@exemple.fr", null);
        var number = launched(recipientDraft(Map.of("notifiedByMail", true)));
        jobs.runDue(number);

        var mail = mailTo(lea.mail());
        assertThat(mail.getSubject()).isEqualTo(agency.name() + " : Fermeture estivale");
        assertThat(text(mail)).contains("/portal");
        assertThat(text(mailTo("english@exemple.fr"))).contains("has news for you");
        assertThat(english).isNotBlank();
        login(lea);
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        var link = URI.create(mail.getHeader("List-Unsubscribe")[0].replaceAll("[<>\\s]", ""));
        assertThat(Visitor.at(port)
                        .form(link.getPath() + "?" + link.getQuery(), Map.of("List-Unsubscribe", "One-Click"))
                        .statusCode())
                .isEqualTo(200);

        var second = launched(documentDraft(Map.of("notifiedByMail", true)));
        var tom = someone();
        file(lea, PAYSLIP, "paie lea");
        file(tom, PAYSLIP, "paie tom");
        catchUp(second);

        assertThat(mailTo(tom.mail()).getSubject()).contains("Lire sa fiche de paie");
        assertThat(mailsTo(lea.mail())).hasSize(1);
        assertThat(broughtTo(lea)).hasSize(2);
    }

    @Test
    @DisplayName("C-27 the space's owner switches the mails off and on again")
    void alert() {
        var lea = someone();
        var visitor = login(lea);
        var partner = String.valueOf(lea.id().value());

        visitor.submit(
                "/portal/alerts",
                "/portal/alerts",
                Map.of("partner", partner, "alert", "CAMPAIGN", "way", "MAIL", "on", "false"));
        assertThat(visitor.get("/portal/alerts").body()).contains("Désactivés");
        assertThat(read("/api/partners/" + lea.reference()).get("mailOptedOut").asBoolean())
                .isFalse();

        visitor.submit(
                "/portal/alerts",
                "/portal/alerts",
                Map.of("partner", partner, "alert", "CAMPAIGN", "way", "MAIL", "on", "true"));
        assertThat(visitor.get("/portal/alerts").body()).doesNotContain("Désactivés");
    }

    @Test
    @DisplayName("C-22 what a partner did not get does not exist for them")
    void foreign() {
        var lea = someone();
        var tom = someone();
        var number = launched(recipientDraft(Map.of()));
        login(lea);

        assertThat(partnerCampaigns.of(List.of(tom.id()), 5)).isEmpty();
        assertThatThrownBy(() -> partnerCampaigns.open(new CampaignNumber(number), tom.id()))
                .isInstanceOf(CampaignRefused.class);
        assertThat(partnerCampaigns.open(new CampaignNumber(number), lea.id()).documents())
                .hasSize(1);
        assertThat(partnerCampaigns.unread(List.of(lea.id()))).isZero();
    }

    private void openDocument(Someone who) {
        var id = database.sql("select id from document where partner_id = ?")
                .param(who.id().value())
                .query(Long.class)
                .single();
        var visitor = login(who);
        var pdf = visitor.get("/portal/documents/" + id);
        assertThat(pdf.statusCode()).isEqualTo(200);
    }

    private List<JsonNode> vaultOf(Someone who) {
        return read("/api/partners/" + who.reference() + "/documents")
                .findValue("documents")
                .findParents("id");
    }

    private List<String> history(String number) {
        return campaign(number).get("history").findValuesAsText("what");
    }

    private boolean isRunning(String number) {
        return runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .count()
                > 0;
    }

    private MimeMessage mailTo(String address) {
        await().atMost(Duration.ofSeconds(20)).until(() -> !mailsTo(address).isEmpty());
        return mailsTo(address).get(0);
    }

    private List<MimeMessage> mailsTo(String address) {
        return Stream.of(mailServer.getReceivedMessages())
                .filter(mail -> {
                    try {
                        return mail.getAllRecipients()[0].toString().equalsIgnoreCase(address);
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static String text(MimeMessage mail) throws Exception {
        return ((Multipart) mail.getContent()).getBodyPart(0).getContent().toString();
    }
}

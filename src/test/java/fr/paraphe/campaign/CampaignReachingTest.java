package fr.paraphe.campaign;

import static fr.paraphe.partner.PartnerKind.CLIENT;
import static fr.paraphe.partner.PartnerKind.TEMPORARY_WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.testing.Pdfs;
import fr.paraphe.testing.Visitor;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.support.TransactionTemplate;

class CampaignReachingTest extends CampaignScenario {

    @Autowired
    ManagementService management;

    @Autowired
    CampaignDelivering delivering;

    @Autowired
    TransactionTemplate transaction;

    @Test
    @DisplayName(
            "C-02 a filed document of the chosen type brings the campaign: not before the launch, not after the end")
    void byDocument() {
        var early = someone();
        var lea = someone();
        var late = someone();
        var client = someone(agency, CLIENT);
        var number = documentDraft(Map.of("endsOn", "2026-09-20", "title", "Paie"));
        file(early, PAYSLIP, "paie 08");
        launched(number);
        clock.advance(Duration.ofHours(1));

        file(lea, "facture", "facture 1");
        file(client, PAYSLIP, "paie client");
        catchUp(number);
        assertThat(deliveries(number)).isZero();

        file(lea, PAYSLIP, "paie 09");
        catchUp(number);
        assertThat(broughtTo(lea)).containsExactly("Notice");

        file(lea, PAYSLIP, "paie 09 bis");
        catchUp(number);
        clock.setTo("2026-09-21T00:00");
        file(late, PAYSLIP, "paie 10");
        catchUp(number);

        assertThat(broughtTo(lea)).containsExactly("Notice");
        assertThat(Stream.of(early, late, client).flatMap(who -> broughtTo(who).stream()))
                .isEmpty();
        assertThat(state(number)).isEqualTo("CLOSED");
        assertThat(figures(number).get("delivered").asLong()).isEqualTo(1);
    }

    @Test
    @DisplayName("C-02 C-24 a batch for all partners reaches them in one go, and each is served once, batch by batch")
    void batch() {
        var people = Stream.generate(this::someone).limit(7).toList();
        var number = launched(documentDraft(Map.of()));

        fileToAll("paie de septembre");
        fileToAll("paie de septembre, rectifiée");
        told(number);
        assertThat(jobs.runDue(number)).isGreaterThanOrEqualTo(3);

        assertThat(people).allSatisfy(who -> assertThat(broughtTo(who)).containsExactly("Notice"));
        assertThat(deliveries(number)).isEqualTo(7);
    }

    @Test
    @DisplayName("C-24 a node that dies within a batch leaves nothing half done: the next one serves everybody, once")
    void killedWithinABatch() {
        var people = Stream.generate(this::someone).limit(7).toList();
        var number = launched(documentDraft(Map.of()));
        jobs.runDue(number);
        fileToAll("paie de septembre");
        told(number);

        management.executeJob(jobs.due(number).get(0).getId());
        assertThat(deliveries(number)).isEqualTo(3);
        transaction.executeWithoutResult(killed -> {
            delivering.deliverNext(new CampaignNumber(number));
            killed.setRollbackOnly();
        });
        assertThat(deliveries(number)).isEqualTo(3);
        jobs.runDue(number);

        assertThat(people).allSatisfy(who -> assertThat(broughtTo(who)).containsExactly("Notice"));
    }

    @Test
    @DisplayName("C-02 a filing that is repeated reaches who gets it now, and nobody who had it before the launch")
    void notRetroactive() {
        var early = someone();
        fileToAll("note de rentrée");
        var later = someone();
        var number = launched(documentDraft(Map.of()));
        clock.advance(Duration.ofMinutes(5));

        fileToAll("note de rentrée");
        catchUp(number);

        assertThat(broughtTo(early)).isEmpty();
        assertThat(broughtTo(later)).containsExactly("Notice");
    }

    @Test
    @DisplayName("C-23 what a campaign brings reaches nobody by itself, neither its own people nor another campaign's")
    void noSelfTrigger() {
        var lea = someone();
        var own = documentDraft(Map.of());
        put(
                "/api/campaigns/" + own + "/documents/"
                        + documents(own).get(0).get("id").asLong(),
                Map.of("name", "Notice", "type", PAYSLIP));
        launched(own);
        var other = launched(documentDraft(Map.of("endsOn", "2026-09-30")));
        var byLogin = recipientDraft(Map.of());
        put(
                "/api/campaigns/" + byLogin + "/documents/"
                        + documents(byLogin).get(0).get("id").asLong(),
                Map.of("name", "Bienvenue", "type", PAYSLIP));
        launched(byLogin);

        login(lea);
        catchUp(own);
        catchUp(other);

        assertThat(broughtTo(lea)).containsExactly("Bienvenue");
        assertThat(deliveries(own) + deliveries(other)).isZero();
    }

    @Test
    @DisplayName("C-03 the next login brings the campaign while it is active, once")
    void byLogin() {
        var lea = someone();
        login(lea);
        var number = launched(recipientDraft(Map.of("startsOn", "2026-09-20")));
        login(lea);
        assertThat(broughtTo(lea)).isEmpty();
        assertThat(state(number)).isEqualTo("SCHEDULED");

        clock.setTo("2026-09-20T00:00");
        login(lea);
        login(lea);

        assertThat(broughtTo(lea)).containsExactly("Notice");
        assertThat(deliveries(number)).isEqualTo(1);
        assertThat(figures(number).get("delivered").asLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-17, 2026-09-30, 2026-09-16T23:59, false",
        "2026-09-17, 2026-09-30, 2026-09-17T00:00, true",
        "2026-09-17, 2026-09-30, 2026-09-30T23:59:59, true",
        "2026-09-17, 2026-09-30, 2026-10-01T00:00, false",
        "2026-10-25, 2026-10-25, 2026-10-24T23:59, false",
        "2026-10-25, 2026-10-25, 2026-10-25T00:00, true",
        "2026-10-25, 2026-10-25, 2026-10-25T23:59, true",
        "2026-10-25, 2026-10-25, 2026-10-26T00:00, false",
        "2027-03-28, 2027-03-28, 2027-03-27T23:59, false",
        "2027-03-28, 2027-03-28, 2027-03-28T00:00, true",
        "2027-03-28, 2027-03-28, 2027-03-28T23:59, true",
        "2027-03-28, 2027-03-28, 2027-03-29T00:00, false",
    })
    @DisplayName("C-05 C-06 both days count whole, in Paris, when clocks change too, and before the timers have fired")
    void days(String startsOn, String endsOn, String login, boolean reached) {
        var lea = someone();
        var number = launched(recipientDraft(Map.of("startsOn", startsOn, "endsOn", endsOn)));

        clock.setTo(login);
        login(lea);

        assertThat(deliveries(number)).isEqualTo(reached ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "EXISTING, true, false",
        "NEW, false, true",
        "EXISTING NEW, true, true",
    })
    @DisplayName("C-09 C-10 those in relation at the launch, those who come later, or both")
    void relations(String relations, boolean early, boolean late) {
        var before = someone();
        var number = launched(recipientDraft(Map.of(
                "population",
                Map.of("partnerKinds", Set.of("TEMPORARY_WORKER"), "relations", List.of(relations.split(" "))))));
        clock.advance(Duration.ofDays(1));
        var after = someone();

        login(before);
        login(after);

        assertThat(broughtTo(before)).hasSize(early ? 1 : 0);
        assertThat(broughtTo(after)).hasSize(late ? 1 : 0);
        assertThat(deliveries(number)).isEqualTo((early ? 1 : 0) + (late ? 1 : 0));
    }

    @Test
    @DisplayName("C-10 C-11 who is of another kind, or has left, is not reached; who comes back is")
    void leaving() {
        var client = someone(agency, CLIENT);
        var gone = someone();
        var number = launched(recipientDraft(Map.of()));
        var departure = "/api/partners/" + gone.reference() + "/departure";
        post(departure, Map.of());
        assertThat(figures(number).get("audience").asLong()).isZero();

        login(client);
        login(gone);
        assertThat(deliveries(number)).isZero();

        delete(departure);
        login(gone);
        assertThat(broughtTo(gone)).containsExactly("Notice");
    }

    @Test
    @DisplayName("C-12 my account, attached accounts, or both: their partners keep what comes in their own account")
    void attached() {
        var attached = given.attachedTo(agency);
        var mine = someone();
        var theirs = someone(attached, TEMPORARY_WORKER);
        var stranger = someone(given.anyAccount(), TEMPORARY_WORKER);
        var number = launched(recipientDraft(Map.of(
                "population",
                Map.of(
                        "partnerKinds",
                        Set.of("TEMPORARY_WORKER"),
                        "relations",
                        Set.of("EXISTING"),
                        "scopes",
                        Set.of("ATTACHED_ACCOUNTS")))));
        var byDocument = launched(documentDraft(Map.of(
                "population",
                Map.of(
                        "partnerKinds",
                        Set.of("TEMPORARY_WORKER"),
                        "documentTypes",
                        Set.of(PAYSLIP),
                        "scopes",
                        Set.of("OWN_ACCOUNT", "ATTACHED_ACCOUNTS")))));
        assertThat(figures(number).get("audience").asLong()).isEqualTo(1);
        assertThat(figures(byDocument).get("audience").asLong()).isEqualTo(2);

        Stream.of(mine, theirs, stranger).forEach(this::login);
        file(theirs, PAYSLIP, "paie 09");
        catchUp(byDocument);

        assertThat(broughtTo(mine)).isEmpty();
        assertThat(broughtTo(stranger)).isEmpty();
        assertThat(broughtTo(theirs)).containsExactly("Notice", "Notice");
        assertThat(database.sql("select distinct account_id from document where partner_id = ?")
                        .param(theirs.id().value())
                        .query(Long.class)
                        .single())
                .isEqualTo(attached.id().value());
        // The manager sees the own account alone.
        assertThat(read("/api/campaigns/" + number + "/deliveries").get("rows")).isEmpty();
    }

    @Test
    @DisplayName("C-24 many logins of one person at the same time bring it once")
    void parallelLogins() throws Exception {
        var lea = someone();
        var number = launched(recipientDraft(Map.of()));

        var browsers = Executors.newFixedThreadPool(4);
        try {
            for (var login : browsers.invokeAll(Collections.nCopies(4, (Callable<Object>) () -> login(lea)))) {
                login.get();
            }
        } finally {
            browsers.shutdown();
        }

        assertThat(broughtTo(lea)).containsExactly("Notice");
        assertThat(deliveries(number)).isEqualTo(1);
    }

    @Test
    @DisplayName("C-03 a login that is refused brings nothing")
    void refusedLogin() {
        var lea = someone();
        var number = launched(recipientDraft(Map.of()));

        Visitor.at(port)
                .submit("/portal/login", "/portal/login", Map.of("mail", lea.mail(), "password", "autre chose"));

        assertThat(deliveries(number)).isZero();
    }

    private void fileToAll(String origin) {
        var answer = upload(
                given.agentOf(agency),
                HttpMethod.POST,
                "/api/documents?kind=TEMPORARY_WORKER",
                "document.pdf",
                Pdfs.saying(origin),
                Map.of("type", PAYSLIP, "origin", origin));
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(200);
    }
}

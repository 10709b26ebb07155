package fr.paraphe.portal;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import fr.paraphe.account.StaffRole;
import fr.paraphe.proposal.ProposalNumber;
import fr.paraphe.proposal.ProposalSealing;
import fr.paraphe.proposal.StaffTelling;
import fr.paraphe.signing.SigningRule;
import fr.paraphe.signing.SigningRules;
import fr.paraphe.testing.Visitor;
import fr.paraphe.vault.SealValidation;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.support.TransactionTemplate;

class ProposalAnsweringTest extends ProposalScenario {

    private static final Map<String, String> CONSENT = Map.of("consent", "yes");
    private static final Pattern VAULT_PDF = Pattern.compile("/console/partners/\\d+/vault/\\d+/pdf");
    private static final Pattern SMS_CODE = Pattern.compile("\\b(\\d{6})\\b");

    @Autowired
    SealValidation seals;

    @Autowired
    SigningRules rules;

    @Autowired
    WireMockServer provider;

    @Autowired
    StaffTelling telling;

    @Autowired
    ProposalSealing sealing;

    @Autowired
    TransactionTemplate transaction;

    String mail;
    String number;
    long id;
    Visitor client;

    @BeforeEach
    void aContractThatWasSent() {
        mail = anyMail();
        number = sent(mail, "DUPONT");
        id = idOfProposal(number);
        linkMail(mail, 1); // signed before it leaves, it would not leave any more
        client = newClient(mail);
        client.get(path(id));
    }

    @Test
    @DisplayName(
            "S-04 five sections, four accepted: signing is refused, by a hand-made request too; each acceptance keeps its time")
    void fourOfFive() {
        giveLegal(client, id);
        acceptAll(client, id, 4);
        var refused = sign(client, id, CONSENT);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Acceptez chaque section", "Section 5");
        var document = database.sql("select id from document where origin = 'proposal ' || ? || '/1'")
                .param(id)
                .query(Long.class)
                .single();
        var byHand = new HashMap<>(CONSENT);
        byHand.put("sha256", sha256());
        assertThat(client.submit(path(id), "/portal/to-sign/" + document + "/signature", byHand)
                        .statusCode())
                .isEqualTo(404);
        assertThat(location(client.get("/portal/to-sign/" + document))).endsWith(path(id));
        assertThat(status(number)).isEqualTo("SENT");

        assertThat(location(client.submit(path(id), path(id) + "/sections/5", Map.of())))
                .endsWith("#section-6");
        client.submit(path(id), path(id) + "/sections/5", Map.of());
        assertThat(client.submit(path(id), path(id) + "/sections/6", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(view(number).path("sections").findValuesAsText("acceptedAt"))
                .hasSize(5)
                .allMatch(at -> at.startsWith("2026-09-16T08:00"));
        assertThat(sign(client, id, CONSENT).statusCode()).isEqualTo(302);
    }

    @Test
    @DisplayName("S-04 the legal information is checked beside its fields; without it nothing is signed")
    void legalInformation() {
        acceptAll(client, id, 5);
        assertThat(sign(client, id, CONSENT).body()).contains("informations légales de votre entreprise");

        var wrong = new HashMap<>(LEGAL);
        wrong.put("identifier", " ");
        assertThat(client.submit(path(id), path(id) + "/legal", wrong).body())
                .contains("Saisissez le SIREN ou le SIRET.")
                .doesNotContain("Ce numéro n’existe pas");
        wrong.put("identifier", "732 829 320 00075");
        wrong.put("form", "GMBH");
        wrong.put("signatoryQuality", "gérante\uFFFF");
        wrong.put("address", " ");
        var refused = client.submit(path(id), path(id) + "/legal", wrong);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains(
                        "Ce numéro n’existe pas",
                        "Choisissez la forme juridique.",
                        "Saisissez l’adresse du siège.",
                        "Saisissez sa qualité")
                .contains("value=\"732 829 320 00075\"", "value=\"Jean-Louis Dupont\"");
        assertThat(status(number)).isEqualTo("SENT");

        assertThat(giveLegal(client, id).statusCode()).isEqualTo(302);
        assertThat(client.get(path(id)).body()).contains("Enregistrées", "732 829 320 00074");
    }

    @Test
    @DisplayName(
            "S-05 S-06 signed: sealed with the evidence, an audit trail beside it, three signatories of four told once each")
    void signedAndSealed() throws IOException {
        var signatories = List.of(signatory(), signatory(), signatory());
        var other = given.staffOf(agency, false, StaffRole.MANAGER);
        given.staffOf(given.anyAccount(), false, StaffRole.SIGNATORY);

        signed(client, id, 5);
        assertThat(client.get(path(id)).body()).contains("reçoit son cachet", path(id) + "/sealing");
        assertThat(client.get(path(id) + "/sealing").headers().firstValue("HX-Refresh"))
                .isEmpty();
        assertThat(jobs.runDue(number)).isPositive();

        assertThat(client.get(path(id)).body()).contains("Ouvrir le document signé", "piste d’audit");
        assertThat(client.get(path(id) + "/sealing").headers().firstValue("HX-Refresh"))
                .hasValue("true");
        var sealed = client.getBytes(path(id) + "/signed");
        assertThat(seals.validate(sealed).toString()).contains("INTACT", agency.name());
        assertThat(text(sealed))
                .contains("Entre " + agency.name() + " et DUPONT, point 5")
                .contains("Acceptation du contrat", "732 829 320 00074", "Jean-Louis Dupont, président", "5. Section 5")
                .contains("Page de preuve", "J’ai lu ce document et je le signe", "127.0.0.1");
        assertThat(title(sealed)).isNotEqualTo("Page de preuve").isNotBlank();
        var trail = client.getBytes(path(id) + "/trail");
        assertThat(seals.validate(trail).toString()).contains("INTACT");
        assertThat(text(trail))
                .contains("Piste d’audit", "Contrat ouvert par le client", "Contrat scellé", mail)
                .contains("16/09/2026 10:00:00", "Contrat signé par le client – espace n°")
                .doesNotContain("contract-signature", "– space");
        assertThat(text(sealed).replaceAll("\\s+", " "))
                .contains("Signataire Jean-Louis Dupont, président, pour DUPONT");
        assertThat(client.get("/portal/vault").body())
                .contains("Contrat de prestation", number + ", signé", number + " – piste d’audit");
        var told = linkMail(mail, 2);
        assertThat(text(told)).contains("«\u00a0Contrat de prestation", number, "piste d’audit", "coffre-fort");
        assertThat(location(client.get(linkIn(told)))).endsWith(path(id));

        await().until(() -> signatories.stream().allMatch(one -> noticesTo(one) == 1));
        assertThat(noticesTo(other)).isZero();
        assertThat(text(mail(signatories.get(0) + "@exemple.fr", 1))).contains("DUPONT a signé le contrat " + number);
        assertThat(database.sql("select count(*) from proposal_notice where proposal_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
        assertThat(events(number)).endsWith("SIGNED", "SEALED", "SIGNATORIES_TOLD");
        assertThat(linkMails(mail)).hasSize(2);
        assertThat(database.sql("select count(*) from act_ru_execution where business_key_ = ?")
                        .param(number)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName(
            "S-06 killed between the signature and the notification, or in the middle of it: signatories are told once")
    void killedBeforeTelling() {
        var signatory = signatory();
        signed(client, id, 5);
        transaction.executeWithoutResult(killed -> {
            telling.tellSignatories(new ProposalNumber(number));
            killed.setRollbackOnly();
        });
        assertThat(noticesTo(signatory)).isZero();

        jobs.runDue(number);
        telling.tellSignatories(new ProposalNumber(number));

        await().until(() -> noticesTo(signatory) == 1);
        assertThat(database.sql("select count(*) from message where address = ?")
                        .param(signatory + "@exemple.fr")
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(events(number)).filteredOn("SIGNATORIES_TOLD"::equals).hasSize(1);
        assertThat(events(number)).filteredOn("SEALED"::equals).hasSize(1);
    }

    @Test
    @DisplayName("S-05 killed while sealing: the client is told once that the contract is in the vault")
    void killedWhileSealing() {
        signed(client, id, 5);
        transaction.executeWithoutResult(killed -> {
            sealing.seal(new ProposalNumber(number));
            killed.setRollbackOnly();
        });
        jobs.runDue(number);
        sealing.seal(new ProposalNumber(number));

        linkMail(mail, 2);
        assertThat(database.sql("select kind from proposal_mail where proposal_id = ? order by id")
                        .param(id)
                        .query(String.class)
                        .list())
                .containsExactly("PROPOSAL", "SEALED");
    }

    @Test
    @DisplayName("S-05 the page of a sealed contract leads staff to the sealed PDF and its audit trail")
    void sealedForStaff() {
        signed(client, id, 5);
        var console = staff(agent);
        assertThat(console.get("/console/proposals/" + number).body()).doesNotContain("/vault/");
        jobs.runDue(number);

        var links = VAULT_PDF
                .matcher(console.get("/console/proposals/" + number).body())
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(links).hasSize(2);
        assertThat(console.getBytes(links.get(0))).isEqualTo(client.getBytes(path(id) + "/signed"));
        assertThat(console.getBytes(links.get(1))).isEqualTo(client.getBytes(path(id) + "/trail"));
    }

    @Test
    @DisplayName("S-05 signed twice, one after the other or at once: the second click is told that it is signed")
    void twice() throws Exception {
        acceptAll(client, id, 5);
        giveLegal(client, id);
        var form = new HashMap<>(CONSENT);
        form.put("sha256", sha256());
        List<Integer> answers = new ArrayList<>();
        var together = Executors.newFixedThreadPool(2);
        try {
            Callable<HttpResponse<String>> click = () -> client.submit(path(id), path(id) + "/signature", form);
            for (var answer : together.invokeAll(List.of(click, click))) {
                answers.add(answer.get().statusCode());
            }
        } finally {
            together.shutdown();
        }

        assertThat(answers).containsExactlyInAnyOrder(302, 409);
        assertThat(client.submit(path(id), path(id) + "/signature", form).body())
                .contains("est déjà signé");
        jobs.runDue(number);
        assertThat(events(number)).filteredOn("SIGNED"::equals).hasSize(1);
    }

    @Test
    @DisplayName("S-13 after the last day nothing is signed, whether or not the process has noticed")
    void afterExpiry() {
        acceptAll(client, id, 5);
        giveLegal(client, id);
        var form = new HashMap<>(CONSENT);
        form.put("sha256", sha256());
        clock.setTo("2026-10-17T00:00");
        assertThat(client.submit(path(id), path(id) + "/signature", form).statusCode())
                .isEqualTo(410);
        jobs.runDue(number);

        assertThat(client.submit(path(id), path(id) + "/signature", form).body())
                .contains("délai");
        assertThat(status(number)).isEqualTo("EXPIRED");
        assertThat(client.get("/portal").body()).doesNotContain(", à signer");
    }

    @Test
    @DisplayName("S-13 after a withdrawal nothing is signed or accepted")
    void afterWithdrawal() {
        acceptAll(client, id, 5);
        giveLegal(client, id);
        var form = new HashMap<>(CONSENT);
        form.put("sha256", sha256());
        call(agent, HttpMethod.POST, "/api/proposals/" + number + "/withdrawal", null);

        assertThat(client.submit(path(id), path(id) + "/signature", form).statusCode())
                .isEqualTo(409);
        assertThat(giveLegal(client, id).statusCode()).isEqualTo(409);
        assertThat(client.get(path(id)).body()).contains("Retiré", "ne peut plus être signé");
    }

    @Test
    @DisplayName("S-13 declined with a reason: managers are told, nothing is signed after")
    void declined() {
        var manager = given.staffOf(agency, false, StaffRole.MANAGER);
        var refusal = path(id) + "/refusal";
        assertThat(client.submit(path(id), refusal, Map.of("reason", " ")).body())
                .contains("Dites en quelques mots");
        var form = new HashMap<>(CONSENT);
        form.put("sha256", sha256());

        assertThat(client.submit(path(id), refusal, Map.of("reason", "Trop cher [[link]]"))
                        .statusCode())
                .isEqualTo(302);
        jobs.runDue(number);

        assertThat(status(number)).isEqualTo("DECLINED");
        assertThat(text(mail(manager + "@exemple.fr", 1))).contains("DUPONT a refusé", "Trop cher");
        assertThat(client.submit(path(id), path(id) + "/signature", form).statusCode())
                .isEqualTo(409);
        assertThat(view(number).path("declineReason").asText()).startsWith("Trop cher");
    }

    @Test
    @DisplayName(
            "S-05 where the account wants a code: the mobile is asked for, the code comes by SMS, and none but it signs")
    void withACode() {
        rules.choose(agency.id(), new SigningRule(true, false), "test");
        provider.stubFor(WireMock.post(anyUrl())
                .willReturn(aResponse()
                        .withStatus(201)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"sid\":\"SM0123456789abcdef0123456789abcdef\",\"status\":\"queued\"}")));
        var address = anyMail();
        var coded = prepared();
        assertThat(send(coded, recipient(address, "DUPONT"))
                        .getBody()
                        .path("errors")
                        .findValuesAsText("field"))
                .containsExactly("mobile");
        var recipient = recipient(address, "DUPONT");
        recipient.put("mobile", "06 12 34 56 78");
        send(coded, recipient);
        jobs.runDue(coded);
        var other = newClient(address);
        var codedId = idOfProposal(coded);
        other.get(path(codedId));
        acceptAll(other, codedId, 5);
        giveLegal(other, codedId);

        assertThat(sign(other, codedId, CONSENT).body()).contains("Saisissez le code reçu par SMS");
        assertThat(other.submit(path(codedId), path(codedId) + "/code", Map.of())
                        .statusCode())
                .isEqualTo(302);
        var code = codeSent();
        assertThat(sign(other, codedId, with(code.equals("000000") ? "111111" : "000000"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(sign(other, codedId, with(code)).statusCode()).isEqualTo(302);
        assertThat(view(coded).toString()).doesNotContain(code);
    }

    @Test
    @DisplayName(
            "S-02 a contract of somebody else does not exist: not its page, its PDF, its sections, its signature, its link")
    void othersDoNotExist() {
        var address = anyMail();
        sent(address, "DURAND");
        var stranger = newClient(address);
        var link = linkIn(linkMail(mail, 1));

        assertThat(stranger.get(path(id)).statusCode()).isEqualTo(404);
        assertThat(stranger.get(path(id) + "/document").statusCode()).isEqualTo(404);
        assertThat(stranger.submit("/portal/password", path(id) + "/sections/1", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(stranger.submit("/portal/password", path(id) + "/refusal", Map.of("reason", "Non"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(stranger.get(link).statusCode()).isEqualTo(410);
        assertThat(visitor().get(path(id)).statusCode()).isEqualTo(302);
        assertThat(status(number)).isEqualTo("SENT");
    }

    private String signatory() {
        return given.staffOf(agency, false, StaffRole.AGENT, StaffRole.SIGNATORY);
    }

    private int noticesTo(String user) {
        return mailsTo(user + "@exemple.fr").size();
    }

    private String sha256() {
        return database.sql("select encode(pdf, 'hex') from proposal where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private static Map<String, String> with(String code) {
        return Map.of("consent", "yes", "code", code);
    }

    private String codeSent() {
        await().until(() -> !provider.findAll(postRequestedFor(anyUrl())).isEmpty());
        var sms = provider.findAll(postRequestedFor(anyUrl())).get(0).getBodyAsString();
        var code = SMS_CODE.matcher(URLDecoder.decode(sms.replaceAll(".*Body=([^&]*).*", "$1"), UTF_8));
        assertThat(code.find()).as(sms).isTrue();
        return code.group(1);
    }

    private static String title(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return document.getDocumentInformation().getTitle();
        }
    }
}

package fr.paraphe.portal;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import fr.paraphe.account.StaffRole;
import fr.paraphe.contract.ContractId;
import fr.paraphe.contract.ContractKeeping;
import fr.paraphe.contract.ContractSealing;
import fr.paraphe.contract.SigningRule;
import fr.paraphe.contract.SigningRules;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.testing.Visitor;
import fr.paraphe.vault.SealValidation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;

class SigningTest extends PortalScenario {

    private static final Pattern SHA256 = Pattern.compile("name=\"sha256\" value=\"([0-9a-f]{64})\"");
    private static final Pattern SMS_CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final Map<String, String> CONSENT = Map.of("consent", "yes");

    @Autowired
    ContractKeeping keeping;

    @Autowired
    SigningRules rules;

    @Autowired
    ContractSealing sealing;

    @Autowired
    SealValidation seals;

    @Autowired
    WireMockServer provider;

    String mail;
    String worker;
    String contract;
    Visitor visitor;

    @BeforeEach
    void aContractInTheVault() {
        mail = anyMail();
        worker = partner(mail);
        contract = given.unsignedContract(agency, worker);
        keeping.file(agency.id(), contract, new ByteArrayInputStream(Pdfs.saying("Contrat " + contract)), agent);
        keeping.transmit(agency.id(), contract, agent);
        visitor = inTheSpaceOf(worker, mail);
        provider.stubFor(WireMock.post(anyUrl())
                .willReturn(aResponse()
                        .withStatus(201)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"sid\":\"SM0123456789abcdef0123456789abcdef\",\"status\":\"queued\"}")));
    }

    @Test
    @DisplayName(
            "R-02 R-04 signed in the portal: off the agency's list at once, settled in the vault, sealed with its proof page")
    void signed() throws IOException {
        assertThat(visitor.get("/portal").body()).contains(contract, path());
        read();

        assertThat(location(sign(CONSENT))).endsWith(path());

        assertThat(asAgent(HttpMethod.GET, "/api/contracts").getBody().get("contracts"))
                .isEmpty();
        var page = visitor.get(path()).body();
        assertThat(page).contains("Signé le", "L’agence signe à son tour");
        jobs.runDue(contract);

        assertThat(visitor.get(path()).body()).contains("Toutes les parties ont signé");
        var sealed = pdf(visitor, path() + "/signed");
        assertThat(seals.validate(sealed).toString()).contains("INTACT", agency.name());
        var text = text(sealed);
        assertThat(text)
                .contains("Contrat " + contract, "Page de preuve", "J’ai lu ce document et je le signe", "127.0.0.1")
                .contains(database.sql("select encode(sha256, 'hex') from signature_evidence where contract_id = ?")
                        .param(id())
                        .query(String.class)
                        .single());
        assertThat(database.sql("select signature from document where origin = 'contract ' || ?")
                        .param(id())
                        .query(String.class)
                        .single())
                .isEqualTo("SIGNED");
        assertThat(asAgent(HttpMethod.GET, "/api/contracts/" + contract)
                        .getBody()
                        .get("history")
                        .get(0)
                        .get("what")
                        .asText())
                .isEqualTo("COMPLETED");
        assertThat(text(mail(mail, 2))).contains(path()).contains("signé par vous et par l’agence");
    }

    @Test
    @DisplayName("§5 the seal comes once, however often its task runs, as after a kill")
    void sealedOnce() {
        read();
        sign(CONSENT);
        jobs.runDue(contract);
        sealing.seal(new ContractId(id()));

        assertThat(database.sql("select count(*) from document where origin = 'contract ' || ? || ' signed'")
                        .param(id())
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(database.sql("select count(*) from contract_event where contract_id = ? and what = 'COMPLETED'")
                        .param(id())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    @DisplayName("S-05 what was not read, not agreed to, or is another document is not signed")
    void refused() {
        assertThat(refusedWith(sign(CONSENT))).contains("Ouvrez d’abord le document");
        read();
        assertThat(refusedWith(sign(Map.of()))).contains("Cochez la case pour signer");
        var other = new HashMap<>(CONSENT);
        other.put("sha256", "0".repeat(64));
        assertThat(refusedWith(visitor.submit(path(), path() + "/signature", other)))
                .contains("n’est pas celui qui vous a été montré");

        assertThat(awaiting()).isTrue();
        assertThat(jobs.due(contract)).isEmpty();
    }

    @Test
    @DisplayName("S-05 an altered document is found and told: it is neither shown nor signed")
    void altered() {
        read();
        var page = visitor.get(path()).body();
        alterContent();
        try {
            assertThat(visitor.get(path() + "/document").statusCode()).isEqualTo(409);
            assertThat(page).contains("name=\"sha256\"");
            assertThat(refusedWith(sign(CONSENT))).isNotBlank();
            assertThat(awaiting()).isTrue();
        } finally {
            restoreContent();
        }
    }

    @Test
    @DisplayName("S-05 two sessions that sign at once: one signature, and both see it")
    void twoSessions() throws Exception {
        read();
        var other = visitor();
        login(other, mail, PASSWORD);
        var sha256 = sha256();
        var threads = Executors.newFixedThreadPool(2);
        try {
            var answers = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(List.<Callable<Integer>>of(
                    () -> submit(visitor, sha256).statusCode(),
                    () -> submit(other, sha256).statusCode()))) {
                answers.add(answer.get());
            }
            assertThat(answers).containsExactlyInAnyOrder(302, 409);
        } finally {
            threads.shutdown();
        }
        assertThat(database.sql("select count(*) from contract_event where contract_id = ? and what = 'SIGNED'")
                        .param(id())
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(other.get(path()).body()).contains("Signé le");
    }

    @Test
    @DisplayName("S-05 a contract withdrawn while it is read is not signed, and the page says so")
    void withdrawn() {
        read();
        var sha256 = sha256();
        keeping.withdraw(agency.id(), contract, agent);

        var answer = submit(visitor, sha256);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("n’est plus à signer");
        assertThat(visitor.get("/portal").body()).doesNotContain(contract);
    }

    @Test
    @DisplayName("R-03 declared signed on paper: the vault's copy asks no more")
    void onPaper() {
        var answer = http.withBasicAuth(agent, Given.PASSWORD)
                .postForEntity(
                        "/api/contracts/signatures",
                        Map.of("mode", "PAPER", "references", List.of(contract)),
                        String.class);
        assertThat(answer.getStatusCode().is2xxSuccessful())
                .as("%s", answer.getBody())
                .isTrue();

        assertThat(visitor.get(path()).body()).contains("sur papier").doesNotContain("name=\"consent\"");
        assertThat(visitor.get("/portal/vault?toSign=true").body()).doesNotContain(contract);
    }

    @Test
    @DisplayName("S-05 another partner's contract does not exist, whatever is asked of it")
    void anothers() {
        var strangersMail = anyMail();
        var stranger = inTheSpaceOf(partner(strangersMail), strangersMail);

        for (var page : List.of("", "/document", "/signed")) {
            assertThat(stranger.get(path() + page).statusCode()).as(page).isEqualTo(404);
        }
        assertThat(stranger.submit("/portal/alerts", path() + "/code", Map.of()).statusCode())
                .isEqualTo(404);
        var signature = new HashMap<>(CONSENT);
        signature.put("sha256", sha256());
        assertThat(stranger.submit("/portal/alerts", path() + "/signature", signature)
                        .statusCode())
                .isEqualTo(404);
        var document = database.sql("select id from document where origin = 'contract ' || ?")
                .param(id())
                .query(Long.class)
                .single();
        assertThat(stranger.get("/portal/documents/" + document).statusCode()).isEqualTo(404);
        assertThat(awaiting()).isTrue();
    }

    @Test
    @DisplayName("S-05 where the account wants a code: it comes by SMS, is stored hashed, and signs once it is right")
    void withACode() {
        rules.choose(agency.id(), new SigningRule(true, false));
        read();
        assertThat(refusedWith(sign(CONSENT))).contains("Saisissez le code reçu par SMS");
        assertThat(location(visitor.submit(path(), path() + "/code", Map.of()))).contains(path());
        var code = codeSent();
        assertThat(stored()).doesNotContain(code);

        assertThat(refusedWith(sign(with(code.equals("000000") ? "111111" : "000000"))))
                .contains("n’est pas le bon");
        assertThat(location(sign(with(code)))).endsWith(path());

        assertThat(database.sql("select code_channel || code_address from signature_evidence where contract_id = ?")
                        .param(id())
                        .query(String.class)
                        .single())
                .startsWith("SMS")
                .endsWith("78")
                .doesNotContain("12345678");
    }

    @Test
    @DisplayName("S-05 whoever guesses codes gets five tries; a code lasts ten minutes; another one a minute later")
    void guessed() {
        rules.choose(agency.id(), new SigningRule(true, false));
        read();
        visitor.submit(path(), path() + "/code", Map.of());
        var code = codeSent();
        for (var guess : Collections.nCopies(5, code.equals("000000") ? "111111" : "000000")) {
            assertThat(sign(with(guess)).statusCode()).isEqualTo(422);
        }
        assertThat(sign(with(code)).statusCode()).isEqualTo(410);
        assertThat(visitor.submit(path(), path() + "/code", Map.of()).statusCode())
                .isEqualTo(429);

        provider.resetRequests();
        clock.advance(Duration.ofMinutes(2));
        visitor.submit(path(), path() + "/code", Map.of());
        var next = codeSent();
        clock.advance(Duration.ofMinutes(11));
        assertThat(sign(with(next)).statusCode()).isEqualTo(410);
        assertThat(awaiting()).isTrue();
    }

    @Test
    @DisplayName("S-05 where a signatory signs for the agency: the contract is complete when both have signed")
    void bySignatory() throws IOException {
        rules.choose(agency.id(), new SigningRule(false, true));
        var signatory = given.staffOf(agency, false, StaffRole.MANAGER, StaffRole.SIGNATORY);
        read();
        sign(CONSENT);
        jobs.runDue(contract);
        assertThat(visitor.get(path()).body()).contains("L’agence signe à son tour");

        var bySomebodyElse = staff(agent);
        assertThat(bySomebodyElse.submit(step(), Map.of()).statusCode()).isBetween(300, 499);
        assertThat(completed()).isFalse();
        staff(signatory).submit(step(), Map.of());
        jobs.runDue(contract);

        assertThat(completed()).isTrue();
        assertThat(text(pdf(visitor, path() + "/signed"))).contains("par " + signatory);
    }

    @Test
    @DisplayName("S-05 only a manager sets how an account's contracts are signed")
    void ruleOfManagers() {
        var manager = given.staffOf(agency, false, StaffRole.MANAGER);
        var address = "/api/accounts/" + agency.code() + "/signing-rule";
        var choice = new HttpEntity<>(Map.of("asksCode", true, "signatorySigns", false));

        assertThat(http.withBasicAuth(agent, Given.PASSWORD)
                        .exchange(address, HttpMethod.PUT, choice, String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        assertThat(rules.of(agency.id()).asksCode()).isFalse();
        http.withBasicAuth(manager, Given.PASSWORD).exchange(address, HttpMethod.PUT, choice, String.class);
        assertThat(rules.of(agency.id())).isEqualTo(new SigningRule(true, false));
    }

    @Test
    @DisplayName("C-22 the vault: what is new, search, what is to be signed; a reading is remembered")
    void vault() {
        assertThat(visitor.get("/portal/vault").body()).contains(contract, "Nouveau", "À signer");
        assertThat(visitor.get("/portal/vault?text=rien+de+tel").body()).contains("Aucun document ne correspond");
        read();
        assertThat(visitor.get("/portal/vault?unread=true").body()).doesNotContain(contract);
        assertThat(visitor.get("/portal/vault?text=" + contract).body()).contains(contract);
    }

    // what the steps need

    private String step() {
        return "/console/contracts/signature-step/" + id();
    }

    private Visitor staff(String userId) {
        var visitor = visitor();
        visitor.login(userId, Given.PASSWORD);
        return visitor;
    }

    private boolean completed() {
        return database.sql("select sealed is not null from contract_completion where contract_id = ?")
                .param(id())
                .query(Boolean.class)
                .single();
    }

    private boolean awaiting() {
        return database.sql("select status = 'AWAITING_SIGNATURE' from contract where id = ?")
                .param(id())
                .query(Boolean.class)
                .single();
    }

    private String path() {
        return "/portal/contracts/" + id();
    }

    private long id() {
        return database.sql("select id from contract where account_id = ? and reference = ?")
                .params(agency.id().value(), contract)
                .query(Long.class)
                .single();
    }

    private void read() {
        assertThat(visitor.get(path() + "/document").statusCode()).isEqualTo(200);
    }

    private String sha256() {
        var found = SHA256.matcher(visitor.get(path()).body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private HttpResponse<String> sign(Map<String, String> typed) {
        var form = new HashMap<>(typed);
        form.put("sha256", sha256());
        return visitor.submit(path(), path() + "/signature", form);
    }

    private HttpResponse<String> submit(Visitor who, String sha256) {
        var form = new HashMap<>(CONSENT);
        form.put("sha256", sha256);
        return who.submit("/portal/alerts", path() + "/signature", form);
    }

    private static Map<String, String> with(String code) {
        return Map.of("consent", "yes", "code", code);
    }

    private static String refusedWith(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isBetween(400, 499);
        return answer.body();
    }

    private String codeSent() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !provider.findAll(postRequestedFor(anyUrl())).isEmpty());
        var sent = provider.findAll(postRequestedFor(anyUrl()));
        var body = URLDecoder.decode(sent.get(sent.size() - 1).getBodyAsString(), StandardCharsets.UTF_8);
        var code = SMS_CODE.matcher(body.substring(body.indexOf("Body=")));
        assertThat(code.find()).as(body).isTrue();
        return code.group(1);
    }

    /** All that the database keeps about codes and their messages. */
    private String stored() {
        return String.join(
                        " ",
                        database.sql("select to_json(signing_code)::text from signing_code where contract_id = ?")
                                .param(id())
                                .query(String.class)
                                .list())
                + database.sql(
                                "select string_agg(body, ' ') from dispatch_text t join dispatch d on d.id = t.dispatch_id"
                                        + " where d.flow = 'signing-code'")
                        .query(String.class)
                        .single();
    }

    private void alterContent() {
        changeContent("content || '\\x20'");
    }

    private void restoreContent() {
        changeContent("substring(content from 1 for length(content) - 1)");
    }

    /** As somebody could who holds the database: the fence against it is taken down for a moment. */
    private void changeContent(String to) {
        database.sql("alter table vault_content disable trigger vault_content_immutable")
                .update();
        database.sql("update vault_content set content = " + to
                        + " where sha256 = (select sha256 from contract_pdf where contract_id = ?)")
                .param(id())
                .update();
        database.sql("alter table vault_content enable trigger vault_content_immutable")
                .update();
    }

    private byte[] pdf(Visitor who, String path) {
        return who.getBytes(path);
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }
}

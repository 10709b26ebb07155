package fr.paraphe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.StaffRole;
import fr.paraphe.contract.ContractId;
import fr.paraphe.contract.ContractSealing;
import fr.paraphe.signing.SigningRule;
import fr.paraphe.signing.SigningRules;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Visitor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;

class SigningTest extends SigningScenario {

    @Autowired
    ContractSealing sealing;

    String contract;

    @BeforeEach
    void aContractInTheVault() {
        contract = contractInTheVault();
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
        var sealed = visitor.getBytes(path() + "/signed");
        assertThat(seals.validate(sealed).toString()).contains("INTACT", agency.name());
        var text = text(sealed);
        assertThat(text)
                .contains("Contrat " + contract, "Page de preuve", "J’ai lu ce document et je le signe", "127.0.0.1")
                .contains(database.sql("select encode(sha256, 'hex') from signature_evidence where document_id = ?")
                        .param(document())
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
        whileAltered(sha256(path()), () -> {
            assertThat(visitor.get(path() + "/document").statusCode()).isEqualTo(409);
            assertThat(refusedWith(sign(CONSENT))).contains("n’est plus celui qui a été déposé");
            assertThat(awaiting()).isTrue();
        });
    }

    @Test
    @DisplayName("S-05 two sessions that sign at once: one signature, and both see it")
    void twoSessions() throws Exception {
        read();
        assertThat(signAtOnce(path())).containsExactlyInAnyOrder(302, 409);
        assertThat(database.sql("select count(*) from contract_event where contract_id = ? and what = 'SIGNED'")
                        .param(id())
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(visitor.get(path()).body()).contains("Signé le");
    }

    @Test
    @DisplayName("S-05 a contract withdrawn while it is read is not signed, and the page says so")
    void withdrawn() {
        read();
        var sha256 = sha256(path());
        keeping.withdraw(agency.id(), contract, agent);

        var answer = submit(visitor, path(), sha256, CONSENT);

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
        signature.put("sha256", sha256(path()));
        assertThat(stranger.submit("/portal/alerts", path() + "/signature", signature)
                        .statusCode())
                .isEqualTo(404);
        assertThat(stranger.get("/portal/documents/" + document()).statusCode()).isEqualTo(404);
        assertThat(awaiting()).isTrue();
    }

    @Test
    @DisplayName("S-05 where the account wants a code: it comes by SMS, is stored hashed, and signs once it is right")
    void withACode() {
        rules.choose(agency.id(), new SigningRule(true, false), "test");
        read();
        assertThat(refusedWith(sign(CONSENT))).contains("Saisissez le code reçu par SMS");
        assertThat(location(visitor.submit(path(), path() + "/code", Map.of()))).contains(path());
        var code = codeSent();
        assertThat(stored()).doesNotContain(code);

        assertThat(refusedWith(sign(with(code.equals("000000") ? "111111" : "000000"))))
                .contains("n’est pas le bon");
        assertThat(location(sign(with(code)))).endsWith(path());

        assertThat(database.sql("select code_channel || code_address from signature_evidence where document_id = ?")
                        .param(document())
                        .query(String.class)
                        .single())
                .startsWith("SMS")
                .endsWith("78")
                .doesNotContain("12345678");
    }

    @Test
    @DisplayName("S-05 §5 a code comes at any hour: somebody waits for it")
    void codeAtNight() {
        rules.choose(agency.id(), new SigningRule(true, false), "test");
        clock.setTo("2026-09-16T23:30");
        read();

        visitor.submit(path(), path() + "/code", Map.of());

        assertThat(codeSent()).matches("\\d{6}");
    }

    @Test
    @DisplayName("S-05 whoever guesses codes gets five tries; a code lasts ten minutes; another one a minute later")
    void guessed() {
        rules.choose(agency.id(), new SigningRule(true, false), "test");
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
        rules.choose(agency.id(), new SigningRule(false, true), "test");
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
        assertThat(text(visitor.getBytes(path() + "/signed"))).contains("par Camille Durand");
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
        assertThat(staff(agent).get("/console/signing-rules").statusCode()).isEqualTo(403);
        var stranger = given.staffOf(given.anyAccount(), false, StaffRole.MANAGER);
        assertThat(http.withBasicAuth(stranger, Given.PASSWORD)
                        .exchange(address, HttpMethod.PUT, choice, String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(rules.of(agency.id()).asksCode()).isFalse();
        for (var twice = 0; twice < 2; twice++) {
            http.withBasicAuth(manager, Given.PASSWORD).exchange(address, HttpMethod.PUT, choice, String.class);
        }
        assertThat(rules.of(agency.id())).isEqualTo(new SigningRule(true, false));
        assertThat(rules.changes(agency.id()))
                .containsExactly(new SigningRules.Change(new SigningRule(true, false), manager, clock.instant()));
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
        return idOfContract(contract);
    }

    /** The contract's document in the vault. */
    private long document() {
        return documentOf("contract " + id());
    }

    private void read() {
        assertThat(visitor.get(path() + "/document").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> sign(Map<String, String> typed) {
        return sign(path(), typed);
    }

    /** All that the database keeps about codes and their messages. */
    private String stored() {
        return String.join(
                        " ",
                        database.sql("select to_json(signing_code)::text from signing_code where document_id = ?")
                                .param(document())
                                .query(String.class)
                                .list())
                + database.sql(
                                "select string_agg(body, ' ') from dispatch_text t join dispatch d on d.id = t.dispatch_id"
                                        + " where d.flow = 'signing-code'")
                        .query(String.class)
                        .single();
    }
}

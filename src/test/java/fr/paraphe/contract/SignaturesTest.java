package fr.paraphe.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.Account;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.TestClock;
import fr.paraphe.testing.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What others synchronise from: the signatures made here. */
@ParapheTest
class SignaturesTest {

    @LocalServerPort
    int port;

    @Autowired
    Given given;

    @Autowired
    ContractSigning signing;

    @Autowired
    OwnSignatures own;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    PlatformTransactionManager transactions;

    Account account;
    String worker;
    String agent;

    @BeforeEach
    void agency() {
        account = given.anyAccount();
        worker = given.anyWorker(account);
        agent = given.agentOf(account);
    }

    @Test
    @DisplayName("R-02 what the partner signs in the portal is signed at once, and told to whoever synchronises")
    void atOnce() {
        var contract = given.unsignedContract(account, worker);
        sign(contract);

        var seen = ask("/api/contracts/" + contract);
        assertThat(seen.get("status").textValue()).isEqualTo("SIGNED");
        assertThat(seen.at("/signature/mode").textValue()).isEqualTo("ELECTRONIC");
        assertThat(seen.at("/history/0/by").textValue()).isEqualTo("Léa Martin");
        var told = ask("/api/signatures").get("signatures");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).get("account").textValue()).isEqualTo(account.code());
        assertThat(told.get(0).get("contract").textValue()).isEqualTo(contract);
        assertThat(told.get(0).get("signedAt").textValue()).isEqualTo("2026-09-16T08:00:00Z");
        assertThat(told.get(0).get("signedBy").textValue()).isEqualTo("Léa Martin");
    }

    @Test
    @DisplayName("R-02 a contract that is signed, withdrawn or somebody else's is not signed in the portal")
    void refused() {
        var signed = given.unsignedContract(account, worker);
        sign(signed);
        var withdrawn = given.unsignedContract(account, worker);
        database.sql("update contract set status = 'WITHDRAWN' where reference = ? and account_id = ?")
                .params(withdrawn, account.id().value())
                .update();
        var theirs = given.unsignedContract(account, worker);

        assertThatThrownBy(() -> sign(signed))
                .isInstanceOf(ContractRefused.class)
                .hasMessage("contract-signed");
        assertThatThrownBy(() -> sign(withdrawn))
                .isInstanceOf(ContractRefused.class)
                .hasMessage("contract-withdrawn");
        assertThatThrownBy(() -> signing.signElectronically(id(theirs), new PartnerId(-1), clock.instant()))
                .isInstanceOf(ContractRefused.class)
                .hasMessage("contract-unknown");
    }

    @Test
    @DisplayName("R-02 pages hold each signature once, in an order that does not change")
    void pages() {
        var contracts = IntStream.range(0, 5)
                .mapToObj(i -> given.unsignedContract(account, worker))
                .toList();
        contracts.forEach(this::sign);

        var read = new ArrayList<String>();
        var page = ask("/api/signatures?limit=2");
        read.addAll(references(page));
        while (page.get("more").booleanValue()) {
            page = ask("/api/signatures?limit=2&after=" + page.get("next").textValue());
            read.addAll(references(page));
        }
        assertThat(read).isEqualTo(contracts);
        var end = ask("/api/signatures?after=" + page.get("next").textValue());
        assertThat(end.get("signatures")).isEmpty();
        assertThat(end.get("next")).isEqualTo(page.get("next"));
    }

    @Test
    @DisplayName("R-02 a signature whose transaction commits late is not skipped: later ones wait for it")
    void committedLate() {
        var late = given.unsignedContract(account, worker);
        var early = given.unsignedContract(account, worker);
        apart().executeWithoutResult(open -> {
            sign(late);
            apart().executeWithoutResult(other -> sign(early));
            assertThat(references(ask("/api/signatures"))).isEmpty();
        });
        assertThat(references(ask("/api/signatures"))).containsExactly(late, early);
    }

    @Test
    @DisplayName("R-02 a cursor that is garbage or from the future is refused, with what to do")
    void cursors() {
        for (var cursor : List.of("garbage", "%00", new SignatureCursor(999_999_999_999L, 1).toString())) {
            var answer = Visitor.at(port).getAs(agent, Given.PASSWORD, "/api/signatures?after=" + cursor);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(Visitor.json(answer).get("detail").textValue()).contains("after");
        }
    }

    @Test
    @DisplayName("R-02 an agent reads the signatures of its own accounts; nobody reads them without a login")
    void isolation() {
        sign(given.unsignedContract(account, worker));

        var stranger = given.agentOf(given.anyAccount());
        assertThat(Visitor.json(Visitor.at(port).getAs(stranger, Given.PASSWORD, "/api/signatures"))
                        .get("signatures"))
                .isEmpty();
        assertThat(bearer("/api/signatures", "Bearer wrong")).isEqualTo(401);
    }

    @Test
    @DisplayName("R-02 this application's own key reads the signatures of all accounts, and opens nothing else")
    void ownKey() {
        sign(given.unsignedContract(account, worker));

        assertThat(bearer("/api/signatures", own.authorization())).isEqualTo(200);
        assertThat(bearer("/api/contracts", own.authorization())).isEqualTo(401);
        assertThat(bearer("/engine-rest/process-definition", own.authorization()))
                .isEqualTo(401);
    }

    private int bearer(String path, String authorization) {
        try {
            return java.net.http.HttpClient.newHttpClient()
                    .send(
                            java.net.http.HttpRequest.newBuilder(java.net.URI.create("http://localhost:" + port + path))
                                    .header("Authorization", authorization)
                                    .build(),
                            java.net.http.HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private TransactionTemplate apart() {
        var template = new TransactionTemplate(transactions);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return template;
    }

    private void sign(String contract) {
        signing.signElectronically(
                id(contract),
                new PartnerId(database.sql("select partner_id from contract where reference = ? and account_id = ?")
                        .params(contract, account.id().value())
                        .query(Long.class)
                        .single()),
                clock.instant());
    }

    private ContractId id(String contract) {
        return new ContractId(database.sql("select id from contract where reference = ? and account_id = ?")
                .params(contract, account.id().value())
                .query(Long.class)
                .single());
    }

    private static List<String> references(JsonNode page) {
        return page.get("signatures").findValuesAsText("contract");
    }

    private JsonNode ask(String path) {
        var answer = Visitor.at(port).getAs(agent, Given.PASSWORD, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Visitor.json(answer);
    }
}

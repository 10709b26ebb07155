package fr.paraphe.contract.web;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import fr.paraphe.account.Account;
import fr.paraphe.browser.Browser;
import fr.paraphe.contract.process.SynchronisationProcess;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Jobs;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.SignatureSite;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParapheTest
class SynchronisationPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    Given given;

    @Autowired
    Jobs jobs;

    @Autowired
    WireMockServer platform;

    @Autowired
    JdbcClient database;

    @Autowired
    RuntimeService runtime;

    @BeforeEach
    @AfterEach
    void forgetEverything() {
        runtime.createProcessInstanceQuery()
                .processDefinitionKey(SynchronisationProcess.KEY)
                .list()
                .forEach(run -> runtime.deleteProcessInstance(run.getId(), "the test is over"));
        database.sql("delete from synchronisation").update();
        database.sql("delete from signature_cursor").update();
        database.sql("delete from signature_inbox").update();
    }

    @Test
    @DisplayName(
            "R-02 'Synchroniser maintenant' on the contracts page: the line says how it goes, by itself, until done")
    void now() {
        var account = given.anyAccount();
        var contract = given.unsignedContract(account, given.anyWorker(account));
        platform.stubFor(
                get(urlPathEqualTo(SignatureSite.PATH)).willReturn(okJson("""
                {"signatures":[{"account":"%s","contract":"%s","signedAt":"2026-09-16T10:00:00+02:00",\
                "signedBy":"Léa Martin"}],"next":"one","more":false}""".formatted(account.code(), contract))));
        try (var browser = at(account)) {
            browser.seeText("Aucune synchronisation pour l’instant.");
            browser.seeText("Prochaine : aujourd’hui à 13:00.");
            browser.click(".synchronisation button");
            browser.seeText("Synchronisation en cours");
            assertThat(browser.driver().findElements(By.cssSelector(".synchronisation button")))
                    .isEmpty();

            jobs.runDue(going());
            browser.seeText("Dernière synchronisation : aujourd’hui à 10:00, 1 contrat signé.");
            browser.assertAccessible();
            browser.photograph("synchronisation-line");

            browser.click(".synchronisation a");
            browser.seeText("chaque jour à 07:00 et 13:00");
            browser.assertAccessible();
            browser.click("tbody th a");
            browser.seeText("Par compte");
            browser.seeText(account.name());
            browser.assertAccessible();
        }
    }

    @Test
    @DisplayName("R-02 a failure is said in words, with what to do")
    void failure() {
        var account = given.anyAccount();
        platform.stubFor(
                get(urlPathEqualTo(SignatureSite.PATH)).willReturn(aResponse().withStatus(401)));
        try (var browser = at(account)) {
            browser.click(".synchronisation button");
            browser.seeText("Synchronisation en cours");
            jobs.runDue(going());
            browser.seeText("La plateforme refuse notre identification.");
            browser.seeText("recommence toute seule");
        }
    }

    private String going() {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(SynchronisationProcess.KEY)
                .singleResult()
                .getBusinessKey();
    }

    private Browser at(Account account) {
        return Browser.inFrench(port)
                .login(given.agentOf(account), Given.PASSWORD)
                .go("/console/contracts");
    }
}

package fr.paraphe.relaunch;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import fr.paraphe.account.StaffRole;
import fr.paraphe.browser.Browser;
import fr.paraphe.testing.Given;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.boot.test.web.server.LocalServerPort;

class RelaunchInTasklistTest extends RelaunchScenario {

    private static final String MAIN_ACTION = "[data-main-action]";

    @LocalServerPort
    int port;

    /** Without an administrator the engine's webapps show their set-up page. */
    @BeforeEach
    void anOperator() {
        given.staffOf(agency, false, StaffRole.OPERATOR);
    }

    @Test
    @DisplayName("R-13 to R-26 a whole relaunch by SMS: from the contracts page through Tasklist to the outcome")
    void wholeRelaunch() {
        workersWithAContract(3);
        given.unsignedContract(agency, given.worker(agency, null, "06 12 34 56 7"));

        try (var browser = Browser.inFrench(port).login(agent, Given.PASSWORD)) {
            browser.go("/console/contracts?type=WORK_CONTRACT");
            browser.seeText("4 contrats, 4 salariés");
            browser.click("form[action='/console/relaunches'] button");
            browser.seeText("À faire : choisir les salariés et le canal");
            var number = browser.textOf("h1").replace("Relance ", "");
            browser.click("main .notice a");

            inStep(browser, "Choisir les salariés et le canal");
            assertThat(browser.textOf("#figures")).contains("4 / 4");
            browser.click("#rows tr:first-child input");
            browser.seeText("3 / 4");
            browser.click("#rows tr:first-child input");
            browser.seeText("4 / 4");
            browser.click("input[value=SMS]");
            browser.click(MAIN_ACTION);

            inStep(browser, "Vérifier les destinataires");
            browser.seeText("Injoignables (1)");
            browser.click("a[href$='reachable=NO']");
            browser.click("details.correct summary");
            browser.type("input[name=phone]", "06 12 34 56");
            browser.click("details.correct button");
            browser.seeText("Ce numéro n’est pas valide. Exemple : 06 12 34 56 78");
            browser.type("input[name=phone]", "06 12 34 56 78");
            browser.click("details.correct button");
            browser.seeText("+33612345678");
            browser.seeText("Injoignables (0)");
            browser.photograph("relaunch-review");
            browser.click(MAIN_ACTION);

            inStep(browser, "Confirmer l’envoi");
            var shown = browser.textOf(".message-body");
            assertThat(browser.textOf("main")).contains("0,28 €", "7,50 €");
            assertThat(provider.findAll(postRequestedFor(urlPathMatching(".*/Messages.json"))))
                    .isEmpty();
            browser.photograph("relaunch-confirmation");
            browser.click(MAIN_ACTION);

            browser.seeText("Envoi en cours");
            jobs.runDue(number);
            inStep(browser, "Lire le résultat");
            browser.seeText("4 / 4");
            provider.verify(
                    4,
                    postRequestedFor(urlPathMatching(".*/Messages.json"))
                            .withRequestBody(WireMock.containing("Body=" + encode(shown, UTF_8))));
            browser.photograph("relaunch-outcome");
            browser.click(MAIN_ACTION);
            browser.seeText("La relance est close");
        }
    }

    /** Tasklist shows this task; what follows happens in its form. */
    private static void inStep(Browser browser, String task) {
        browser.driver().switchTo().defaultContent();
        browser.seeText(task);
        browser.see("#paraphe-step");
        browser.driver().switchTo().frame(browser.driver().findElement(By.cssSelector("#paraphe-step")));
        browser.see("main");
    }
}

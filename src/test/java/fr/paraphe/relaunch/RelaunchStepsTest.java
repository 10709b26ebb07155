package fr.paraphe.relaunch;

import fr.paraphe.browser.Browser;
import fr.paraphe.testing.Given;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

class RelaunchStepsTest extends RelaunchScenario {

    private static final String MAIN_ACTION = "[data-main-action]";

    @LocalServerPort
    int port;

    @Test
    @DisplayName("R-20 R-25 R-26 each step is fit for a screen reader and for a phone")
    void forEverybody() {
        workersWithAContract(2);
        given.unsignedContract(agency, given.worker(agency, null, "06 12 34 56 7"));
        var number = started();

        try (var browser = Browser.inFrench(port).login(agent, Given.PASSWORD)) {
            check(browser, number, "Par quel canal relancer ?");
            done(number, "selection", Map.of("channel", "SMS"));
            check(browser, number, "Relancer ces salariés");
            done(number, "review", Map.of());
            check(browser, number, "Confirmer envoi relance");
            browser.click(MAIN_ACTION);
            check(browser, number, "Mettre en pause");
            jobs.runDue(number);
            check(browser, number, "Clore la relance");
            browser.go("/console/relaunches/" + number);
            browser.seeText("Envoyée");
            browser.assertAccessible();
            browser.go("/console/relaunches");
            browser.seeText(number);
            browser.assertAccessible();
            browser.onPhone().assertNoSidewaysScrolling();
        }
    }

    private static void check(Browser browser, String number, String text) {
        browser.go("/console/relaunches/" + number + "/step");
        browser.seeText(text);
        browser.assertAccessible();
        browser.onPhone().assertNoSidewaysScrolling();
        browser.onDesktop();
    }
}

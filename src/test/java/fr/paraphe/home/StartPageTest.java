package fr.paraphe.home;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.browser.Browser;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ParapheTest
class StartPageTest {

    @LocalServerPort
    int port;

    @Autowired
    Given given;

    @Test
    @DisplayName("the first page shows the doors in French, and all of it to everybody's senses")
    void doors() {
        try (var browser = Browser.inFrench(port)) {
            browser.go("/");

            assertThat(browser.text())
                    .contains("Mes tâches", "Console", "Cockpit", "Documentation de l’API", "Espace des partenaires")
                    .contains("relances", "campagnes", "envois", "missions", "partenaires")
                    .as("a door that leads nowhere, as tests have a mail server of their own")
                    .doesNotContain("Boîte d’essai");
            assertThat(browser.driver().findElement(By.tagName("html")).getDomAttribute("lang"))
                    .isEqualTo("fr");
            browser.assertAccessible();
            browser.onPhone().assertNoSidewaysScrolling();
            browser.assertAccessible();
        }
    }

    @Test
    @DisplayName("the language is the browser's, until the reader chooses another")
    void language() {
        try (var browser = Browser.inEnglish(port)) {
            browser.go("/");
            assertThat(browser.text()).contains("What awaits a signature");

            browser.click(".language");
            browser.seeText("Ce qui attend une signature");

            browser.go("/login");
            assertThat(browser.text()).contains("Mot de passe");
        }
    }

    @Test
    @DisplayName("a wrong password is told on the login page; a right one opens, and logging out closes")
    void login() {
        var agent = given.agentOf(given.anyAccount());
        try (var browser = Browser.inFrench(port)) {
            browser.go("/login");
            browser.assertAccessible();
            browser.type("#username", agent);
            browser.type("#password", "faux");
            browser.click("form.sheet button[type=submit]");
            browser.seeText("L’identifiant ou le mot de passe ne convient pas");
            browser.assertAccessible();

            browser.login(agent, Given.PASSWORD).go("/console");
            assertThat(browser.driver().getCurrentUrl()).endsWith(port + "/");
            assertThat(browser.textOf(".user-name")).isEqualTo("Camille Durand");
            assertThat(browser.text()).doesNotContain("Options");

            browser.click(".user summary");
            browser.click(".user button");
            browser.seeText("Vous êtes déconnecté");
        }
    }

    @Test
    @DisplayName("what does not exist says so, in the house's look")
    void missing() {
        try (var browser = Browser.inFrench(port)) {
            browser.login(given.agentOf(given.anyAccount()), Given.PASSWORD).go("/console/nulle-part");

            browser.seeText("Introuvable");
            browser.assertAccessible();
        }
    }
}

package fr.paraphe.account.web;

import static fr.paraphe.account.AccountOption.RELAUNCH;
import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.Options;
import fr.paraphe.account.StaffRole;
import fr.paraphe.browser.Browser;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ParapheTest
class OptionPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    Given given;

    @Autowired
    Options options;

    @Test
    @DisplayName("R-06 support switches the option on and off on its page, each time with a confirmation and a trace")
    void support() {
        var account = given.anyAccount();
        var support = given.staffOf(given.anyAccount(), false, StaffRole.SUPPORT);
        try (var browser = Browser.inFrench(port)) {
            browser.login(support, Given.PASSWORD).go("/console/options");
            browser.assertAccessible();
            browser.driver().findElement(By.linkText(account.name())).click();

            browser.seeText("Cette option n’a jamais été modifiée");
            browser.click(".confirm summary");
            browser.assertAccessible();
            assertThat(options.isOn(account.id(), RELAUNCH)).isFalse();

            browser.click(".confirm button");
            browser.seeText("est activée pour " + account.name());
            assertThat(options.isOn(account.id(), RELAUNCH)).isTrue();
            assertThat(browser.textOf(".timeline")).contains("16/09/2026 10:00", "Camille Durand");
            browser.assertAccessible();
            browser.onPhone().assertNoSidewaysScrolling();

            browser.click(".confirm summary");
            browser.click(".confirm button");
            browser.seeText("est désactivée pour " + account.name());
            assertThat(options.isOn(account.id(), RELAUNCH)).isFalse();
            assertThat(options.switches(account.id(), RELAUNCH)).hasSize(2);
        }
    }

    @Test
    @DisplayName("R-06 a manager finds neither the page in the menu nor the switch behind its address")
    void manager() {
        var account = given.anyAccount();
        var manager = given.staffOf(account, false, StaffRole.MANAGER);
        try (var browser = Browser.inFrench(port)) {
            browser.login(manager, Given.PASSWORD).go("/console/options/" + account.code());

            assertThat(browser.text()).contains("Réservé au support").doesNotContain("Activer");
            assertThat(browser.has("nav a[href='/console/options']")).isFalse();
            browser.assertAccessible();
        }
    }
}

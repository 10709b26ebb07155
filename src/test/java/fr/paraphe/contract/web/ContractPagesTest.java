package fr.paraphe.contract.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountOption;
import fr.paraphe.account.Options;
import fr.paraphe.account.StaffRole;
import fr.paraphe.account.StaffScope;
import fr.paraphe.browser.Browser;
import fr.paraphe.contract.ContractImporting;
import fr.paraphe.contract.ContractKeeping;
import fr.paraphe.contract.ContractRow;
import fr.paraphe.contract.ContractType;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.Pdfs;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ParapheTest
class ContractPagesTest {

    private static final String ROWS = "input[name=contract]";

    @LocalServerPort
    int port;

    @Autowired
    Given given;

    @Autowired
    Options options;

    @Autowired
    ContractImporting importing;

    @Autowired
    ContractKeeping keeping;

    @Test
    @DisplayName("R-13 the header box covers the 853 contracts of the filter, not the page; untick 1, 852 are signed")
    void wholeFilter() {
        var account = given.anyAccount();
        contracts(account, 853);
        try (var browser = at(account)) {
            browser.seeText("853 contrats, un signataire, dont 853 hors délai");
            assertThat(browser.driver().findElements(By.cssSelector(ROWS))).hasSize(50);
            assertThat(browser.driver().findElements(By.cssSelector(ROWS + ":checked")))
                    .isEmpty();
            browser.seeText("Aucun contrat coché");

            browser.click("input[name=all]");
            browser.seeText("Les 853 contrats du filtre sont cochés");
            scrollTo(browser, "tr.more a");
            browser.click("tr.more a");
            browser.see("tr:nth-of-type(100) " + ROWS + ":checked");
            scrollTo(browser, ROWS);
            browser.click(ROWS);
            browser.seeText("852 contrats du filtre sont cochés");
            browser.assertAccessible();
            browser.photograph("contracts-ticked");

            browser.click("button[value=PAPER]");
            browser.seeText("Définir ces 852 contrats signés sur papier ?");
            browser.assertAccessible();
            browser.click("main button[type=submit]");
            browser.seeText("852 contrats définis signés.");
            browser.seeText("Un contrat, un signataire");
            assertThat(browser.driver().findElements(By.cssSelector(ROWS))).hasSize(1);
        }
    }

    @Test
    @DisplayName("R-05 of ten ticked contracts nine are signed in the agency, the refused one is named with the reason")
    void partialFailure() {
        var account = given.anyAccount();
        contracts(account, 10);
        IntStream.range(1, 10).forEach(n -> keeping.transmit(account.id(), "C-" + n, "test"));
        try (var browser = at(account)) {
            for (var row : browser.driver().findElements(By.cssSelector(ROWS))) {
                row.sendKeys(Keys.SPACE);
            }
            browser.seeText("10 contrats cochés");
            browser.click("button[value=AGENCY]");
            browser.click("main button[type=submit]");

            browser.seeText("9 contrats définis signés. 1 contrat refusé :");
            browser.seeText("C-0 : pas encore transmis dans le coffre-fort");
            browser.assertAccessible();
        }
    }

    @Test
    @DisplayName("R-03 R-28 a contract's page shows both deadlines, what is next, and after its signature who and when")
    void oneContract() {
        var account = given.anyAccount();
        var contract = given.unsignedContract(account, given.anyWorker(account));
        keeping.file(account.id(), contract, new ByteArrayInputStream(Pdfs.saying("a contract")), "test");
        try (var browser = at(account)) {
            browser.onTablet().assertNoSidewaysScrolling();
            browser.onDesktop();
            browser.driver().findElement(By.linkText(contract)).click();
            browser.seeText("avant le 16/09/2026 08:00");
            browser.seeText("avant le 16/09/2026 24:00");
            browser.seeText("Hors délai");
            browser.seeText("Ouvrir le PDF");
            assertThat(browser.see("button[value=AGENCY]").isEnabled()).isFalse();
            browser.assertAccessible();
            browser.photograph("contract");
            browser.onPhone().assertNoSidewaysScrolling();

            browser.click("button[value=PAPER]");
            browser.seeText("Définir ce contrat signé sur papier ?");
            browser.seeText("Il quitte la liste et ses relances en attente s’arrêtent.");
            assertThat(browser.has(".language"))
                    .as("a page without an address offers no other language")
                    .isFalse();
            browser.click("main button[type=submit]");
            browser.seeText("1 contrat défini signé.");
            browser.go("/console/contracts/" + account.code() + "/" + contract);
            assertThat(browser.textOf(".timeline li"))
                    .contains("Signé sur papier", "16/09/2026 10:00", "Camille Durand");
            assertThat(browser.has("button[value=PAPER]")).isFalse();
        }
    }

    @Test
    @DisplayName("R-07 without the option the relaunch zone is absent from the page")
    void withoutOption() {
        var account = given.anyAccount();
        contracts(account, 1);
        try (var browser = at(account)) {
            browser.go("/console/contracts?type=WORK_CONTRACT");
            browser.see(ROWS);
            assertThat(browser.text()).doesNotContain("Aucun contrat à signer");
            assertThat(browser.has("#relaunch")).isFalse();
            assertThat(browser.text()).doesNotContain("Relancer");
        }
    }

    @Test
    @DisplayName("R-08 with the option the relaunch zone is disabled until the type filter is 'Contrat de travail'")
    void withOption() {
        var account = given.accountWith(AccountOption.RELAUNCH);
        contracts(account, 2);
        try (var browser = at(account)) {
            assertThat(browser.see("#relaunch button").isEnabled()).isFalse();
            assertThat(browser.textOf("#relaunch button")).isEqualTo("-- Relancer par Mail ou SMS --");

            choose(browser, "Contrat de mise à disposition");
            assertThat(browser.see("#relaunch button").isEnabled()).isFalse();

            choose(browser, "Contrat de travail");
            assertThat(browser.see("#relaunch button").isEnabled()).isTrue();
            assertThat(browser.driver().getCurrentUrl()).contains("type=WORK_CONTRACT");
            browser.assertAccessible();
            browser.photograph("contracts");
            // What a synchronisation under way says, whether one is or not.
            browser.driver().executeScript("""
                    const line = document.querySelector('#synchronisation span')
                    line.setAttribute('aria-busy', 'true')
                    line.textContent = 'Synchronisation en cours : aucun contrat signé pour l’instant.'""");
            browser.onPhone().assertNoSidewaysScrolling();
            browser.photograph("contracts-phone");
        }
    }

    @Test
    @DisplayName("R-08 who may mark no contract as signed sees the list with nothing to tick")
    void readOnly() {
        var account = given.accountWith(AccountOption.RELAUNCH);
        contracts(account, 1);
        try (var browser = Browser.inFrench(port)
                .login(given.staffOf(account, false, StaffRole.SIGNATORY), Given.PASSWORD)
                .go("/console/contracts?type=WORK_CONTRACT")) {
            browser.see("#contracts tbody tr");
            browser.seeText("Un contrat");
            assertThat(browser.has("#contracts input[type=checkbox]")).isFalse();
            assertThat(browser.has("#contracts button[value=PAPER]")).isFalse();
        }
    }

    @Test
    @DisplayName("R-08 R-10 with several accounts in the filter the relaunch zone says to choose one")
    void severalAccounts() {
        var account = given.accountWith(AccountOption.RELAUNCH);
        contracts(account, 2);
        given.attachedTo(account);
        try (var browser = Browser.inFrench(port)
                .login(given.agentOfAllOf(account), Given.PASSWORD)
                .go("/console/contracts?type=WORK_CONTRACT")) {
            assertThat(browser.see("#relaunch button").isEnabled()).isFalse();
            assertThat(browser.textOf("#relaunch-hint")).contains("choisissez-en un");

            new Select(browser.see("select[name=account]")).selectByVisibleText(account.name());
            browser.click(".filters button");

            browser.see("#relaunch button:enabled");
            assertThat(browser.textOf("#relaunch-hint")).contains("rien ne part avant votre confirmation");
        }
    }

    @Test
    @DisplayName("R-09 with nobody to relaunch in the filter the button is disabled, and says why; support has none")
    void nobodyToRelaunch() {
        var account = given.accountWith(AccountOption.RELAUNCH);
        contracts(account, 2);
        try (var browser = at(account)) {
            browser.go("/console/contracts?type=WORK_CONTRACT&kind=CLIENT");
            assertThat(browser.see("#relaunch button").isEnabled()).isFalse();
            browser.seeText("Seuls les salariés et les intérimaires peuvent être relancés");

            browser.go("/console/contracts?type=WORK_CONTRACT&text=personne");
            assertThat(browser.see("#relaunch button").isEnabled()).isFalse();
            browser.seeText("Aucun contrat à relancer");

            browser.login(given.staffOf(account, false, StaffRole.SUPPORT), Given.PASSWORD)
                    .go("/console/contracts?type=WORK_CONTRACT");
            browser.see(ROWS);
            assertThat(browser.has("#relaunch")).isFalse();
        }
    }

    @Test
    @DisplayName("R-06 a relaunch that is refused says so on the list, whose filter stays")
    void refusedRelaunch() {
        var account = given.accountWith(AccountOption.RELAUNCH);
        contracts(account, 2);
        try (var browser = at(account)) {
            browser.go("/console/contracts?type=WORK_CONTRACT&text=C-1");
            browser.see("#relaunch button");
            options.switchOption(
                    account.id(),
                    AccountOption.RELAUNCH,
                    false,
                    new StaffScope("support", account, Set.of(account.id()), Set.of(StaffRole.SUPPORT)));
            browser.click("#relaunch button");

            browser.seeText("L’option « relance par e-mail ou SMS » n’est pas active");
            browser.seeText("Un contrat");
            assertThat(browser.see("input[name=text]").getDomAttribute("value")).isEqualTo("C-1");
            assertThat(browser.see("select[name=type]").getDomProperty("value")).isEqualTo("WORK_CONTRACT");
        }
    }

    @Test
    @DisplayName("R-11 R-12 the dates open on the current month; an empty list says to change them")
    void emptyList() {
        var account = given.anyAccount();
        given.contract(account, given.anyWorker(account), ContractType.WORK_CONTRACT, "2026-08-31T23:00");
        try (var browser = at(account)) {
            assertThat(browser.see("input[name=from]").getDomAttribute("value")).isEqualTo("2026-09-01");
            assertThat(browser.see("input[name=to]").getDomAttribute("value")).isEqualTo("2026-09-30");
            browser.seeText("Modifiez la plage de dates");
            browser.assertAccessible();

            browser.go("/console/contracts?from=2026-08-01&to=2026-08-31");
            browser.seeText("Un contrat, un signataire");
        }
    }

    @Test
    @DisplayName("R-10 a filter that is impossible is told beside its field, and what was chosen is still there")
    void wrongFilter() {
        try (var browser = at(given.anyAccount())) {
            browser.go("/console/contracts?from=2026-09-30&to=2026-09-01&type=SERVICE_CONTRACT");
            browser.seeText("La date de fin (01/09/2026) précède la date de début (30/09/2026).");
            assertThat(browser.see("input[name=to]").getDomAttribute("aria-invalid"))
                    .isEqualTo("true");
            assertThat(browser.see("input[name=to]").getDomAttribute("value")).isEqualTo("2026-09-01");
            assertThat(browser.see("select[name=type]").getDomProperty("value")).isEqualTo("SERVICE_CONTRACT");
            browser.assertAccessible();
        }
    }

    @Test
    @DisplayName("an English reader reads English")
    void english() {
        var account = given.anyAccount();
        contracts(account, 1);
        try (var browser = Browser.inEnglish(port)) {
            browser.login(given.agentOf(account), Given.PASSWORD).go("/console/contracts");
            browser.seeText("One contract, one signer, one overdue");
        }
    }

    private Browser at(Account account) {
        return Browser.inFrench(port)
                .login(given.agentOf(account), Given.PASSWORD)
                .go("/console/contracts");
    }

    /** Away from the selection bar, which stays at the bottom of the window. */
    private static void scrollTo(Browser browser, String css) {
        browser.driver().executeScript("arguments[0].scrollIntoView({block: 'center'})", browser.see(css));
    }

    private static void choose(Browser browser, String type) {
        new Select(browser.see("select[name=type]")).selectByVisibleText(type);
        browser.click(".filters button");
    }

    /** Work contracts C-0, C-1… of one worker, all past their deadlines. */
    private void contracts(Account account, int count) {
        var worker = given.anyWorker(account);
        var start = Instant.parse("2026-09-01T06:00:00Z");
        importing.importRows(
                account.id(),
                IntStream.range(0, count)
                        .mapToObj(n -> new ContractRow(
                                "C-" + n,
                                ContractType.WORK_CONTRACT,
                                worker,
                                null,
                                start.plusSeconds(60L * n),
                                null,
                                null,
                                null,
                                null,
                                null))
                        .toList(),
                "test");
    }
}

package fr.paraphe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.AccountOption;
import fr.paraphe.account.StaffRole;
import fr.paraphe.browser.Browser;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Pdfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** Automatic reminders from both sides, in one browser after the other. */
class MissionInBrowserTest extends PortalScenario {

    private static final String TEXT = "Merci de déposer vos éléments du mois";

    @TempDir
    Path files;

    private String mail;
    private String client;

    @BeforeEach
    void aClientOfAnAgencyWithTheModule() {
        agency = given.accountWith(AccountOption.MISSIONS);
        agent = given.agentOf(agency);
        given.staffOf(agency, false, StaffRole.OPERATOR); // without one, Tasklist shows its set-up page
        mail = anyMail();
        client = given.client(agency, "Dupont SARL", mail);
    }

    @Test
    @DisplayName(
            "P-06 to P-23 offering, mission, calendar, signature; the client answers on a phone; accepted in Tasklist, for all senses")
    void fromOfferingToAcceptance() throws IOException {
        inTheSpaceOf(client, mail);
        try (var browser = Browser.inFrench(port).login(agent, Given.PASSWORD)) {
            browser.go("/console/offerings");
            browser.type("#name", "Déclarations fiscales");
            browser.click("form[action*=categories] button");
            browser.seeText("Créer une prestation");
            check(browser, "offerings");
            offering(browser);
            var mission = mission(browser);
            jobs.runDue(mission);
            browser.go("/console/missions/" + mission);
            browser.seeText("occurrence créée");
            check(browser, "signed");
            for (var page : new String[] {"missions", "tasks"}) {
                browser.go("/console/" + page);
                browser.seeText("Dupont SARL");
                check(browser, page);
            }
        }
        try (var browser = Browser.inFrench(port).onPhone()) {
            answer(browser);
        }
        try (var browser = Browser.inFrench(port).login(agent, Given.PASSWORD)) {
            accept(browser);
        }
    }

    private static void offering(Browser browser) {
        browser.click(".title-actions a[role=button]");
        browser.click("main button[type=submit]");
        browser.seeText("Choisissez une catégorie.");
        check(browser, "offering-wrong");
        browser.type("#title", "Rappel TVA");
        browser.click("#category option:nth-of-type(2)");
        browser.click("#deliverable option[value=VAT_RETURN]");
        browser.type("#leadDays", "10");
        browser.click("[name='items[0].kind'] option[value=REQUEST]");
        browser.type("[name='items[0].text']", TEXT);
        browser.click("main button[type=submit]");
        browser.seeText("10 jours avant");
    }

    /** Due in five days, so that it is created at once. */
    private String mission(Browser browser) {
        var today = LocalDate.now(clock);
        browser.go("/console/missions/new?client=" + client);
        browser.type("#name", "Exercice confidentiel");
        date(browser, "#start", today);
        date(browser, "#end", today.plusDays(60));
        browser.click("[name='offerings[0].frequency'] option[value=MONTHLY]");
        date(browser, "[name='offerings[0].firstDue']", today.plusDays(5));
        browser.click("button.secondary[value=preview]");
        browser.seeText("dès la signature");
        assertThat(browser.textOf("#calendar")).contains("Rappel TVA");
        check(browser, "calendar");
        browser.click("button[value=save]");
        browser.seeText("Sauvegardée");
        check(browser, "saved");
        var number = browser.driver().getCurrentUrl().replaceAll(".*/", "");
        browser.click("#sign");
        browser.seeText("Signée");
        browser.click("a[href$='/change']");
        browser.click("[name='offerings[0].frequency'] option[value=WEEKLY]");
        date(browser, "[name='offerings[0].firstDue']", today.plusDays(6));
        browser.click("button[value=save]");
        browser.seeText("pas encore sauvegardée");
        check(browser, "asked");
        return number;
    }

    private static void date(Browser browser, String css, LocalDate day) {
        browser.driver().executeScript("arguments[0].value = arguments[1]", browser.see(css), day.toString());
    }

    private void answer(Browser browser) throws IOException {
        browser.go("/portal/login?lang=fr");
        browser.type("#mail", mail);
        browser.type("#password", PASSWORD);
        browser.click("form.sheet button[type=submit]");
        browser.seeText(TEXT);
        assertThat(browser.text()).doesNotContain("Rappel TVA", "confidentiel");
        check(browser, "client-home");
        browser.click(".todo-what a");
        browser.seeText("Votre réponse");
        check(browser, "client-request");
        browser.type("#text", "Voici nos relevés.");
        browser.see("#files")
                .sendKeys(Files.write(files.resolve("Relevé.pdf"), Pdfs.saying("Relevé"))
                        .toString());
        browser.click("button[name=done][value=true]");
        browser.seeText("Votre réponse va être vérifiée");
        assertThat(browser.text()).contains("Voici nos relevés.", "Relevé");
        check(browser, "client-answered");
    }

    private static void accept(Browser browser) {
        browser.go("/console/tasks?kind=REQUEST");
        browser.click("main > table th[scope=row] a");
        browser.seeText("Voici nos relevés.");
        check(browser, "request");
        browser.click(".title-actions a[role=button]");
        browser.see("#paraphe-step");
        browser.driver().switchTo().frame(browser.driver().findElement(By.cssSelector("#paraphe-step")));
        browser.seeText("Voici nos relevés.");
        browser.photograph("mission-step");
        browser.click("#accept");
        browser.seeText("étape est faite");
        browser.driver().switchTo().defaultContent();
        browser.seeText("Aucune tâche ne correspond");
        browser.seeText("· Acceptée");
        browser.go("/console/tasks?state=DONE");
        browser.seeText("Acceptée");
    }

    /** On a desk and on a phone. */
    private static void check(Browser browser, String name) {
        browser.assertAccessible();
        browser.photograph("mission-" + name);
        var width = browser.driver().executeScript("return innerWidth");
        browser.onPhone().assertNoSidewaysScrolling();
        browser.assertAccessible();
        browser.photograph("mission-" + name + "-phone");
        if (((Number) width).intValue() > 600) {
            browser.onDesktop();
        }
    }
}

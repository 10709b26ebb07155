package fr.paraphe.portal;

import fr.paraphe.account.StaffRole;
import fr.paraphe.browser.Browser;
import fr.paraphe.testing.Given;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.support.ui.Select;

class ProposalInBrowserTest extends ProposalScenario {

    @Test
    @DisplayName(
            "S-01 S-02 S-04 S-05 on a desk: sent, refused, corrected; on a phone: accepted section by section, signed, sealed; for all senses")
    void fromClickToSeal() {
        given.staffOf(agency, false, StaffRole.SIGNATORY);
        accountSettings.locate(agency.id(), "Bellecour");
        accountSettings.locate(agency.id(), "Part-Dieu");
        var mail = anyMail();
        try (var browser = Browser.inFrench(port).login(agent, Given.PASSWORD)) {
            browser.go("/console/proposal-templates/" + template);
            check(browser, "template");
            browser.go("/console/proposals");
            browser.click("main form[method=post] button");
            browser.seeText("À compléter");
            var number = browser.textOf("h1");
            check(browser, "sending");
            browser.type("#mail", mail);
            browser.type("#company", "DUPONT");
            browser.click("form[action$='/sending'] button");
            browser.seeText("Indiquez la provenance du lead.");
            browser.seeText("Choisissez la localisation.");
            check(browser, "sending-refused");
            new Select(browser.see("#leadSource")).selectByValue("OTHER");
            new Select(browser.see("#location")).selectByVisibleText("Bellecour");
            browser.click("form[action$='/sending'] button");
            browser.seeText("Le contrat part dans un instant.");
            jobs.runDue(number);
            browser.go("/console/proposals/" + number);
            browser.seeText("Contrat envoyé au client");
            check(browser, "sent");
            browser.go("/console/proposals");
            check(browser, "list");
            browser.go("/console/leads");
            check(browser, "leads");

            client(browser, number, mail);

            browser.onDesktop().go("/console/proposals/" + number);
            browser.seeText("Scellé le 16/09/2026");
            check(browser, "sealed");
        }
    }

    private void client(Browser browser, String number, String mail) {
        var code = codeIn(codeMail(mail));
        browser.onPhone().go(linkIn(linkMail(mail, 1)));
        browser.go("/portal/opening?lang=fr#" + code);
        browser.type("#mail", mail);
        browser.click("form.sheet button[type=submit]");
        browser.seeText("il remplace le code");
        browser.type("#password", PASSWORD);
        browser.type("#confirmation", PASSWORD);
        browser.click("form.sheet button[type=submit]");
        browser.seeText("acceptées : 0 sur 5");
        check(browser, "offer");
        for (var section = 1; section <= 5; section++) {
            browser.click("#section-" + section + " button");
            browser.seeText("acceptées : " + section + " sur 5");
        }
        new Select(browser.see("#form")).selectByValue("SAS");
        for (var field : Map.of(
                        "identifier", "732 829 320 00075",
                        "address", "1 rue de la Paix, 75002 Paris",
                        "signatoryName", "Jean-Louis Dupont",
                        "signatoryQuality", "président")
                .entrySet()) {
            browser.type("#" + field.getKey(), field.getValue());
        }
        browser.click("#legal button");
        browser.seeText("Ce numéro n’existe pas");
        check(browser, "legal-refused");
        browser.type("#identifier", "732 829 320 00074");
        browser.click("#legal button");
        browser.seeText("Les informations légales sont enregistrées.");
        browser.click("input[name=consent]");
        browser.click("form[action$='/signature'] button");
        browser.seeText("reçoit son cachet");
        jobs.runDue(number);
        browser.go(path(idOfProposal(number)));
        browser.seeText("Ouvrir le document signé");
        check(browser, "signed");
    }

    private static void check(Browser browser, String name) {
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.photograph("proposal-" + name);
    }
}

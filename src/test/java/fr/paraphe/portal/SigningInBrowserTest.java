package fr.paraphe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.StaffRole;
import fr.paraphe.browser.Browser;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.signing.SigningRule;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.vault.DocumentFiling;
import fr.paraphe.vault.DocumentTypes;
import fr.paraphe.vault.NewDocument;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SigningInBrowserTest extends SigningScenario {

    @Autowired
    DocumentFiling filing;

    @Autowired
    DocumentTypes types;

    @Test
    @DisplayName("S-05 on a phone, in French and English, for all senses: read, code, consent, signed, sealed")
    void onAPhone() {
        rules.choose(agency.id(), new SigningRule(true, false), "test");
        var contract = contractInTheVault();
        var path = "/portal/contracts/" + idOfContract(contract);
        var document = filing.file(
                        new NewDocument(
                                agency.id(),
                                types.byCode(agency.id(), "autre-document"),
                                "Charte informatique",
                                filing.store("charte.pdf", Pdfs.saying("Charte")),
                                "charte",
                                true,
                                "test"),
                        new PartnerId(idOf(worker)))
                .document()
                .value();
        var page = "/portal/to-sign/" + document;
        try (var browser = Browser.inFrench(port).onPhone()) {
            browser.go("/portal/login");
            browser.type("#mail", mail);
            browser.type("#password", PASSWORD);
            browser.click("form.sheet button[type=submit]");
            browser.seeText("Charte informatique : à signer");
            inBothLanguages(browser, "/portal", "dashboard-to-sign");

            inBothLanguages(browser, path, "contract");
            browser.click("#sign form[action$='/signature'] button");
            browser.seeText("Ouvrez d’abord le document");
            check(browser, "contract-unread");
            assertThat(visitor.get(path + "/document").statusCode()).isEqualTo(200);
            browser.go(path).click("#sign form[action$='/code'] button");
            browser.seeText("Le code part par SMS");
            inBothLanguages(browser, path, "contract-code");
            browser.type("#code", codeSent());
            browser.click("#sign form[action$='/signature'] button");
            browser.seeText("Cochez la case pour signer");
            check(browser, "contract-refused");
            browser.click("input[name=consent]");
            browser.click("#sign form[action$='/signature'] button");
            browser.seeText("Vous avez signé. Merci !");
            check(browser, "contract-signed");
            jobs.runDue(contract);
            inBothLanguages(browser, path, "contract-sealed");
            browser.see("a[href$='/signed']");

            provider.resetRequests();
            assertThat(visitor.get("/portal/documents/" + document).statusCode())
                    .isEqualTo(200);
            browser.go(page).click("#sign form[action$='/code'] button");
            browser.seeText("Le code part par SMS");
            inBothLanguages(browser, page, "document");
            browser.type("#code", codeSent());
            browser.click("input[name=consent]");
            browser.click("#sign form[action$='/signature'] button");
            browser.seeText("Vous avez signé. Merci !");
            jobs.runDue("document " + document);
            inBothLanguages(browser, page, "document-sealed");
            inBothLanguages(browser, "/portal/vault", "vault");
        }
    }

    @Test
    @DisplayName("S-05 a manager has a signatory sign; the task is done in Tasklist; the sealed PDF is in the vault")
    void signatory() {
        given.staffOf(agency, false, StaffRole.OPERATOR); // without one the engine's webapps show their set-up page
        var signatory = given.staffOf(agency, false, StaffRole.MANAGER, StaffRole.SIGNATORY);
        var contract = contractInTheVault();
        var path = "/portal/contracts/" + idOfContract(contract);
        try (var browser = Browser.inFrench(port).login(signatory, Given.PASSWORD)) {
            browser.go("/console/signing-rules");
            browser.seeText("Ce réglage n’a jamais été modifié");
            check(browser, "rule");
            browser.click("input[name=signatorySigns][value=true]");
            browser.click("main form.sheet button");
            browser.seeText("est enregistrée");
            assertThat(browser.textOf(".timeline"))
                    .contains("Sans code · Un signataire", "16/09/2026 10:00", "Camille Durand");
            check(browser, "rule-chosen");
            assertThat(rules.of(agency.id())).isEqualTo(new SigningRule(false, true));

            assertThat(visitor.get(path + "/document").statusCode()).isEqualTo(200);
            assertThat(location(sign(path, CONSENT))).endsWith(path);

            browser.go("/console/contracts/" + agency.code() + "/" + contract);
            browser.seeText("Un signataire de l’agence doit encore signer");
            browser.click("a[href*='?task=']");
            browser.click("[cam-tasklist-task-meta] button.claim");
            browser.inTask(contract + " · Signer pour l’agence");
            browser.photograph("signatory-task");
            browser.assertAccessible(); // which leaves the frame
            browser.inTask(contract + " · Signer pour l’agence");
            browser.click("main form button");
            browser.inTask(contract + " · Signé pour l’agence");
            browser.seeText("Vous avez signé");
            browser.photograph("signatory-done");
            jobs.runDue(contract);

            browser.driver().switchTo().defaultContent();
            browser.go("/console/contracts/" + agency.code() + "/" + contract);
            browser.seeText("L’agence a signé le 16/09/2026 10:00, par Camille Durand");
            check(browser, "contract-complete");
            browser.go("/console/partners/" + idOf(worker) + "/vault");
            browser.click("a[href$='/vault/" + documentOf("contract " + idOfContract(contract)) + "']");
            browser.seeText("Ouvert par son destinataire pour la première fois le 16/09/2026 10:00");
            assertThat(browser.textOf(".timeline")).contains("Léa Martin", "dans son espace");
            check(browser, "document-readings");
            browser.onPhone().assertNoSidewaysScrolling();
            browser.onDesktop().click(".trail a[href$='/vault']");
            browser.click("a[href$='/vault/" + documentOf("contract " + idOfContract(contract) + " signed") + "']");
            browser.seeText(contract + ", signé");
            browser.seeText("Intact : " + agency.name() + ", le 16/09/2026 10:00");
        }
        var sealed = "/portal/documents/" + documentOf("contract " + idOfContract(contract) + " signed");
        assertThat(seals.validate(visitor.getBytes(sealed)).toString()).contains("INTACT", agency.name());
    }

    private static void inBothLanguages(Browser browser, String path, String name) {
        for (var language : new String[] {"en", "fr"}) {
            browser.go(path + "?lang=" + language);
            check(browser, name + "-" + language);
        }
    }

    private static void check(Browser browser, String name) {
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.photograph("signing-" + name);
    }
}

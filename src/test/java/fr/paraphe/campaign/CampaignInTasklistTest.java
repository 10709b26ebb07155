package fr.paraphe.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.StaffRole;
import fr.paraphe.browser.Browser;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Pdfs;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

class CampaignInTasklistTest extends CampaignScenario {

    private static final String MAIN_ACTION = "[data-main-action]";

    @TempDir
    Path files;

    /** Without an administrator the engine's webapps show their set-up page. */
    @BeforeEach
    void anOperator() {
        given.staffOf(agency, false, StaffRole.OPERATOR);
    }

    @Test
    @DisplayName(
            "C-03 to C-22 a whole campaign: started in Tasklist, six steps, launched, read by a partner on a phone")
    void wholeCampaign() throws IOException {
        var lea = someone();

        try (var browser = Browser.inFrench(port).login(manager, Given.PASSWORD)) {
            startInTasklist(browser);
            var number = inStep(browser);

            browser.go("/console/campaigns/" + number + "/step");
            browser.assertAccessible();
            browser.click(MAIN_ACTION);
            browser.seeText("Donnez un titre");
            browser.assertAccessible();
            browser.type("#title", "Fermeture estivale");
            browser.click(MAIN_ACTION);

            browser.seeText("Quand la campagne atteint-elle un partenaire ?");
            browser.assertAccessible();
            browser.click("input[value=DOCUMENT]");
            browser.click(MAIN_ACTION);
            browser.seeText("Quels documents déclenchent la campagne ?");
            browser.assertAccessible();
            browser.click("[name=to][value=TRIGGER]");
            browser.click("input[value=RECIPIENT]");
            browser.click(MAIN_ACTION);

            browser.seeText("Depuis quand en relation ?");
            browser.click("input[value=TEMPORARY_WORKER]");
            browser.click("input[value=EXISTING]");
            browser.click(MAIN_ACTION);

            browser.see("#files")
                    .sendKeys(String.join(
                            "\n",
                            file("Horaires.pdf", Pdfs.saying("Horaires")),
                            file("Secret.pdf", Pdfs.underPassword("Secret")),
                            file("Consignes.pdf", Pdfs.saying("Consignes"))));
            browser.see("#documents fieldset:nth-of-type(2)");
            assertThat(browser.textOf("#documents")).contains("Reçu", "Horaires.pdf", "Consignes.pdf");
            assertThat(browser.textOf("#uploads")).contains("Refusé", "Secret.pdf", "mot de passe");
            browser.assertAccessible();
            browser.type("#documents fieldset:nth-of-type(2) input[type=text]", "Consignes de sécurité");
            browser.click("#documents fieldset:nth-of-type(2) option[value=true]");
            browser.click("#documents fieldset:nth-of-type(2) input[type=checkbox]");
            browser.photograph("campaign-documents");
            browser.click(MAIN_ACTION);

            browser.type("#message", "L’agence ferme du 1er au 15 août.");
            assertThat(browser.textOf("#preview-message")).isEqualTo("L’agence ferme du 1er au 15 août.");
            browser.see("#logo").sendKeys(image("png", "Logo.jpg"));
            browser.seeText("« Logo.jpg » n’est pas une image JPEG");
            browser.assertAccessible();
            assertThat(browser.see("#message").getDomProperty("value")).startsWith("L’agence ferme");
            browser.see("#logo").sendKeys(image("jpeg", "Logo.jpg"));
            browser.see(".campaign-card .campaign-logo");
            browser.assertAccessible();
            browser.go("/console/campaigns/" + number + "/step?lang=en");
            browser.seeText("What your partners will see");
            browser.assertAccessible();
            browser.go("/console/campaigns/" + number + "/step?lang=fr");
            browser.click(MAIN_ACTION);
            browser.seeText("Audience estimée");
            browser.assertAccessible();

            browser.go("/console/campaigns/" + number);
            browser.click("main .notice a");
            inStep(browser);
            browser.seeText("Audience estimée");
            assertThat(browser.textOf("main"))
                    .contains(
                            "Fermeture estivale", "Intérimaire", "Consignes de sécurité", "À signer", "Avec signature");
            browser.photograph("campaign-summary");
            browser.click(MAIN_ACTION);
            browser.seeText("La campagne est lancée");
            browser.click("main a[role=button]");
            browser.driver().switchTo().defaultContent();
            browser.seeText("Campagne lancée : 1 partenaire à atteindre");

            browser.onPhone().go("/portal/login?lang=fr");
            browser.type("#mail", lea.mail());
            browser.type("#password", PASSWORD);
            browser.click("form.sheet button[type=submit]");
            browser.seeText("1 non lue");
            assertThat(browser.textOf(".campaign-card"))
                    .contains("Fermeture estivale", "L’agence ferme", "Horaires", "Consignes de sécurité", "À signer");
            browser.see(".campaign-card .campaign-logo");
            browser.assertAccessible();
            browser.assertNoSidewaysScrolling();
            browser.photograph("campaign-card");
            browser.click(".campaign-card h3 a");
            browser.seeText("L’agence ferme du 1er au 15 août.");
            browser.assertAccessible();
            browser.assertNoSidewaysScrolling();
            browser.go("/portal/vault");
            browser.seeText("Consignes de sécurité");
            assertThat(figures(number).get("read").asInt()).isOne();
        }
    }

    /** As a manager does who sees no page of ours but Tasklist. */
    private static void startInTasklist(Browser browser) {
        browser.go("/camunda/app/tasklist/default/");
        browser.click(".start-process-action a");
        browser.see("ul.processes");
        assertThat(browser.textOf("ul.processes")).isEqualTo("Campagne d’information");
        browser.click("ul.processes a");
        browser.see("#paraphe-start");
        browser.driver().switchTo().frame(browser.driver().findElement(By.cssSelector("#paraphe-start")));
        browser.seeText("Rien ne part avant le lancement");
        browser.driver().switchTo().defaultContent();
        browser.click(".modal-footer .btn-primary");
    }

    /** Tasklist shows the draft's task; what follows happens in its form. */
    private static String inStep(Browser browser) {
        browser.see("#paraphe-step");
        var title = browser.textOf("h2.task");
        assertThat(title).endsWith(" · Préparer la campagne");
        browser.driver().switchTo().frame(browser.driver().findElement(By.cssSelector("#paraphe-step")));
        browser.see("main");
        return title.replace(" · Préparer la campagne", "");
    }

    private String file(String name, byte[] content) throws IOException {
        return Files.write(files.resolve(name), content).toString();
    }

    private String image(String format, String name) throws IOException {
        var image = new BufferedImage(240, 120, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(0x1f3f8f));
        pen.fillRect(0, 0, 240, 120);
        pen.dispose();
        var file = files.resolve(format).resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, format, file.toFile());
        return file.toString();
    }
}

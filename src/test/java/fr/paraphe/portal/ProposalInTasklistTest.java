package fr.paraphe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.StaffRole;
import fr.paraphe.browser.Browser;
import fr.paraphe.testing.Given;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.support.ui.Select;

class ProposalInTasklistTest extends ProposalScenario {

    private static final String SUBMIT = "form[action$='/sending'] button[type=submit]";

    @Test
    @DisplayName(
            "S-01 S-10 in Tasklist: the sending is completed, refused beside its fields, held for another company's address, corrected")
    void completedAndCorrected() {
        given.staffOf(agency, false, StaffRole.OPERATOR); // without one, the engine's webapps show their set-up page
        var taken = anyMail();
        sent(taken, "DURAND");
        var right = anyMail();

        try (var browser = Browser.inFrench(port).login(agent, Given.PASSWORD)) {
            browser.go("/console/proposals");
            browser.click("main form[method=post] button");
            browser.seeText("À compléter");
            var number = browser.textOf("h1");
            browser.click(".title-actions a[href*='/tasklist/']");

            browser.inTask(number + " · Compléter l’envoi");
            browser.click(SUBMIT);
            browser.seeText("Saisissez une adresse mail complète");
            browser.seeText("Indiquez la provenance du lead.");
            browser.assertAccessible();
            browser.inTask(number + " · Compléter l’envoi"); // axe leaves the frame
            browser.type("#mail", taken);
            browser.type("#company", "DUPONT");
            new Select(browser.see("#leadSource")).selectByValue("OTHER");
            browser.click(SUBMIT);

            browser.inTask(number + " · Corriger le destinataire");
            browser.seeText("Reprenez cette raison sociale, ou utilisez une autre adresse mail");
            assertThat(browser.see("#mail").getDomProperty("value")).isEqualTo(taken);
            browser.assertAccessible();
            browser.photograph("proposal-correction");
            browser.inTask(number + " · Corriger le destinataire");
            browser.type("#mail", right);
            browser.click(SUBMIT);

            browser.inTask(number + " · En cours d’envoi");
            browser.assertAccessible();

            jobs.runDue(number);
            assertThat(view(number).path("mail").asText()).isIn("QUEUED", "SENT");
            linkMail(right, 1);
            assertThat(status(number)).isEqualTo("SENT");
            assertThat(linkMails(taken)).hasSizeLessThanOrEqualTo(1);
            assertThat(List.of("CompleteSending", "CorrectRecipient"))
                    .allSatisfy(task -> assertThat(completed(number, task)).isOne());
        }
    }

    private int completed(String number, String task) {
        return database.sql("""
                        select count(*) from act_hi_taskinst t join act_hi_procinst p on p.id_ = t.proc_inst_id_
                        where p.business_key_ = ? and t.task_def_key_ = ? and t.delete_reason_ = 'completed'
                        """).params(number, task).query(Integer.class).single();
    }
}

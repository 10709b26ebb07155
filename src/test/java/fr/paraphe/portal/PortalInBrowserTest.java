package fr.paraphe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.browser.Browser;
import fr.paraphe.testing.Given;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PortalInBrowserTest extends PortalScenario {

    @Test
    @DisplayName("S-03 on a phone: from the mail's link through the password to what is to be signed, for all senses")
    void firstLogin() {
        var mail = anyMail();
        var reference = partner(mail);
        given.unsignedContract(agency, reference);
        invited(reference);
        var code = codeIn(mail(mail, 1));
        try (var browser = Browser.inFrench(port).onPhone()) {
            browser.go("/portal/opening?lang=fr#" + code);
            assertThat(browser.see("#code").getDomProperty("value")).isEqualTo(code);
            assertThat(URI.create(browser.driver().getCurrentUrl()).getFragment())
                    .isNull();
            check(browser, "opening");
            browser.type("#mail", mail);
            browser.click("form.sheet button[type=submit]");

            browser.seeText("il remplace le code");
            check(browser, "password-first");
            browser.type("#password", "court");
            browser.type("#confirmation", "autre");
            browser.click("form.sheet button[type=submit]");
            browser.seeText("Il faut au moins 12 caractères.");
            check(browser, "password-refused");
            browser.type("#password", PASSWORD);
            browser.type("#confirmation", PASSWORD);
            browser.click("[data-reveal]");
            assertThat(browser.see("#password").getDomProperty("type")).isEqualTo("text");
            browser.click("form.sheet button[type=submit]");

            browser.seeText("Contrat de travail à signer");
            check(browser, "dashboard");
            for (var page : new String[] {"profile", "profile/" + idOf(reference), "password", "alerts"}) {
                browser.go("/portal/" + page);
                check(browser, page.replaceAll("/.*", "-edit"));
            }
            browser.go("/portal/nulle-part");
            browser.seeText("Introuvable");
            check(browser, "missing");
            browser.click(".masthead-end button");
            browser.seeText("Vous êtes déconnecté");
            check(browser, "login");
            for (var page : new String[] {"forgotten", "reset?asked"}) {
                browser.go("/portal/" + page);
                check(browser, page.replaceAll("\\W.*", ""));
            }
            browser.go(unsubscribeLink(mail(mail, 1)));
            check(browser, "unsubscribe");
            browser.click("form.sheet button[type=submit]");
            browser.seeText("C’est noté");
            check(browser, "unsubscribed");
        }
    }

    @Test
    @DisplayName("Inviting in the console, for all senses, on a desk and on a phone")
    void console() {
        var mail = anyMail();
        var reference = partner(mail);
        partner(anyMail());
        try (var browser = Browser.inFrench(port).login(agent, Given.PASSWORD)) {
            browser.go("/console/invitations");
            browser.type("#reference", reference);
            browser.click("form[aria-labelledby=invite-one] button");
            browser.seeText("est invité");
            browser.assertAccessible();
            browser.photograph("portal-invitations");
            browser.onPhone().assertNoSidewaysScrolling();
            browser.assertAccessible();
            browser.click("form[aria-labelledby=invite-all] button");
            browser.seeText("1 partenaire sera invité");
            browser.assertAccessible();
        }
    }

    private static void check(Browser browser, String name) {
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.photograph("portal-" + name);
    }
}

package fr.paraphe.relaunch;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import fr.paraphe.account.StaffRole;
import fr.paraphe.browser.Browser;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Visitor;
import java.io.ByteArrayInputStream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

class RelaunchInTasklistTest extends RelaunchScenario {

    private static final String MAIN_ACTION = "[data-main-action]";

    @LocalServerPort
    int port;

    /** Without an administrator the engine's webapps show their set-up page. */
    @BeforeEach
    void anOperator() {
        given.staffOf(agency, false, StaffRole.OPERATOR);
    }

    @Test
    @DisplayName("R-13 to R-26 a whole relaunch by SMS: from the contracts page through Tasklist to the outcome")
    void wholeRelaunch() {
        workersWithAContract(3);
        given.unsignedContract(agency, given.worker(agency, null, "06 12 34 56 7"));

        try (var browser = Browser.inFrench(port).login(agent, Given.PASSWORD)) {
            browser.go("/console/contracts?type=WORK_CONTRACT");
            browser.seeText("4 contrats, 4 salariés");
            browser.click("form[action='/console/relaunches'] button");
            browser.seeText("À faire : choisir les salariés et le canal");
            var number = browser.textOf("h1").replace("Relance ", "");
            browser.click("main .notice a");

            browser.inTask(number + " · Choisir les salariés et le canal");
            assertThat(browser.textOf("#figures")).contains("4 / 4");
            assertThat(browser.see("thead th:nth-child(2)").getText()).isEqualTo("Salarié");
            browser.click("#tick-all input");
            browser.seeText("0 / 4");
            browser.click("#tick-all input");
            browser.seeText("4 / 4");
            browser.click("#rows tr:first-child input");
            browser.seeText("3 / 4");
            assertThat(browser.see("#tick-all input").isSelected()).isFalse();
            browser.click("#rows tr:first-child input");
            browser.seeText("4 / 4");
            assertThat(browser.see("#tick-all input").isSelected()).isTrue();
            browser.click("input[value=SMS]");
            browser.click(MAIN_ACTION);

            browser.inTask(number + " · Vérifier les destinataires");
            assertThat(browser.see("thead th:nth-child(2)").getText()).isEqualTo("Salarié");
            browser.seeText("Injoignables (1)");
            browser.click("a[href$='reachable=NO']");
            assertThat(browser.see("#rows input[disabled]").isSelected()).isFalse();
            browser.click("details.correct summary");
            browser.type("input[name=phone]", "06 12 34 56");
            browser.click("details.correct button");
            browser.seeText("Ce numéro n’est pas valide. Exemple : 06 12 34 56 78");
            browser.type("input[name=phone]", "06 12 34 56 78");
            browser.click(MAIN_ACTION);
            browser.seeText("Enregistrez d’abord la correction");
            browser.click("details.correct button");
            browser.seeText("+33612345678");
            browser.seeText("Injoignables (0)");
            browser.photograph("relaunch-review");
            browser.click(MAIN_ACTION);

            browser.inTask(number + " · Confirmer l’envoi");
            var shown = browser.textOf(".message-body");
            assertThat(browser.textOf("main")).contains("0,28 €", "7,50 €");
            assertThat(provider.findAll(postRequestedFor(urlPathMatching(".*/Messages.json"))))
                    .isEmpty();
            browser.photograph("relaunch-confirmation");
            browser.click(MAIN_ACTION);

            browser.inTask(number + " · Envoi en cours");
            jobs.runDue(number);
            browser.inTask(number + " · Lire le bilan");
            browser.seeText("4 / 4");
            provider.verify(
                    4,
                    postRequestedFor(urlPathMatching(".*/Messages.json"))
                            .withRequestBody(WireMock.containing("Body=" + encode(shown, UTF_8))));
            browser.photograph("relaunch-outcome");
            browser.click(MAIN_ACTION);
            browser.inTask(number + " · Close");
            browser.seeText("La relance est close");

            browser.driver().switchTo().defaultContent();
            browser.go("/console/relaunches/" + number);
            browser.click("main a[href^='/console/history']");
            browser.seeText("Terminé");
            browser.see("#diagram .step-done[data-element-id=SendMessages]");
            assertThat(browser.has("#diagram .step-here")).isFalse();
            assertThat(browser.textOf("#path")).contains("Vérifier les destinataires", "Lire le bilan");
            browser.assertAccessible();
            browser.photograph("history");
            browser.onPhone().assertNoSidewaysScrolling();
        }
    }

    @Test
    @DisplayName("the ways of processes are found by number, each account's own alone")
    void history() {
        workersWithAContract(1);
        var number = started();
        var own = Visitor.at(port);
        own.login(agent, Given.PASSWORD);

        var found = own.get("/console/history?number=" + number.toLowerCase(java.util.Locale.ROOT));
        assertThat(found.statusCode()).isEqualTo(302);
        var instance = found.headers().firstValue("Location").orElseThrow();
        assertThat(own.get(instance).body()).contains(number, "En cours", "Choisir les salariés et le canal");
        assertThat(own.get("/console/history").body()).contains("/console/history/");
        assertThat(own.get("/console/history?number=R-1999-000001").body()).contains("Aucun processus trouvé.");

        var other = Visitor.at(port);
        other.login(given.agentOf(given.accountWith()), Given.PASSWORD);
        assertThat(other.get("/console/history?number=" + number).body()).contains("Aucun processus trouvé.");
        assertThat(other.get(instance).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("R-13 in a run of many, a name finds the person to untick; the others stay ticked")
    void search() {
        workersWithAContract(60);
        var lea = given.named(agency, "Le Goff", "Éléonore");
        given.unsignedContract(agency, lea);
        var number = started();

        try (var browser = Browser.inFrench(port).login(agent, Given.PASSWORD)) {
            browser.go("/console/relaunches/" + number + "/step");
            browser.seeText("61 / 61");
            browser.type("input[type=search]", "eleonore le-goff");
            browser.see("#rows tr:only-child");
            assertThat(browser.textOf("#rows")).contains("Éléonore Le Goff");
            browser.click("#rows input");
            browser.seeText("60 / 61");
            browser.type("input[type=search]", "personne de ce nom");
            browser.seeText("Aucun salarié ne correspond.");
            browser.assertAccessible();

            browser.click("input[value=MAIL]");
            browser.click(MAIN_ACTION);
            browser.seeText("Tous (60)");
            browser.type("input[type=search]", "léa");
            browser.see("#rows tr:nth-child(50)");
            browser.assertAccessible();
        }
    }

    @Test
    @DisplayName("a relaunch is not started by Tasklist's form of variables, and its diagram is in French")
    void inTasklist() {
        var startable = as(agent)
                .getForObject(
                        "/engine-rest/process-definition/count?startableInTasklist=true&key=relaunch", JsonNode.class);
        assertThat(startable.get("count").asInt()).isZero();

        var visitor = Visitor.at(port);
        visitor.login(agent, Given.PASSWORD);
        var diagram = Visitor.json(
                        visitor.get("/camunda/api/engine/engine/default/process-definition/key/relaunch/xml"))
                .get("bpmn20Xml")
                .asText();
        var english = Bpmn.readModelFromStream(getClass().getResourceAsStream("/processes/relaunch/relaunch.bpmn"));
        var french = Bpmn.readModelFromStream(new ByteArrayInputStream(diagram.getBytes(UTF_8)));
        for (var element : english.getModelElementsByType(FlowElement.class)) {
            if (element.getName() != null) {
                assertThat(french.<FlowElement>getModelElementById(element.getId())
                                .getName())
                        .as(element.getId())
                        .isNotEqualTo(element.getName());
            }
        }
    }
}

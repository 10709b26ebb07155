package fr.paraphe.relaunch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.browser.Browser;
import fr.paraphe.testing.Given;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.boot.test.web.server.LocalServerPort;

class RelaunchFromTheListTest extends RelaunchScenario {

    private static final String ROWS = "input[name=contract]";
    private static final String RELAUNCH = "form[action='/console/relaunches'] button";

    @LocalServerPort
    int port;

    @Test
    @DisplayName(
            "R-13 every row of the list is ticked at first, pages not shown too; untick 1 of 53, 52 are relaunched")
    void allButOne() {
        workersWithAContract(53);
        try (var browser = list()) {
            browser.seeText("Les 53 contrats du filtre sont cochés");
            assertThat(browser.driver().findElements(By.cssSelector(ROWS + ":checked")))
                    .hasSize(50);
            browser.click(ROWS);
            browser.seeText("52 contrats du filtre sont cochés");
            browser.click(RELAUNCH);
            browser.seeText("À faire : choisir les salariés et le canal");
        }

        assertThat(figures(onlyRun()).get("contracts").asInt()).isEqualTo(52);
        assertThat(figures(onlyRun()).get("contractsFound").asInt()).isEqualTo(53);
    }

    @Test
    @DisplayName("R-13 with the header's box unticked, only the ticked rows are relaunched; none ticked is refused")
    void onlyTheTicked() {
        workersWithAContract(3);
        try (var browser = list()) {
            browser.seeText("Les 3 contrats du filtre sont cochés");
            browser.click("input[name=all]");
            browser.seeText("Aucun contrat coché");
            browser.click(RELAUNCH);
            browser.seeText("Cochez au moins un contrat à relancer");
            assertThat(runsOf(agency)).isZero();

            browser.go("/console/contracts?type=WORK_CONTRACT");
            browser.seeText("Les 3 contrats du filtre sont cochés");
            browser.click("input[name=all]");
            browser.click("tbody tr:nth-of-type(2) " + ROWS);
            browser.seeText("1 contrat coché");
            browser.click(RELAUNCH);
            browser.seeText("À faire : choisir les salariés et le canal");
        }

        assertThat(figures(onlyRun()).get("contracts").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("R-13 the list of contracts in REST has the ids that a start leaves out")
    void overRest() {
        workersWithAContract(3);
        var listed = read("/api/contracts?type=WORK_CONTRACT").get("contracts");

        var body = new HashMap<>(september());
        body.put("except", List.of(listed.get(1).get("id").asLong()));
        var number = body(post("/api/relaunches", body)).get("number").asText();

        assertThat(rows(number, "contracts?ticked=false"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("reference").asText())
                        .isEqualTo(listed.get(1).get("reference").asText()));
    }

    private Browser list() {
        return Browser.inFrench(port).login(agent, Given.PASSWORD).go("/console/contracts?type=WORK_CONTRACT");
    }

    private String onlyRun() {
        JsonNode runs = read("/api/relaunches").get("rows");
        assertThat(runs).hasSize(1);
        return runs.get(0).get("number").asText();
    }
}

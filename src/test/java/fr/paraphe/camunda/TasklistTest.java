package fr.paraphe.camunda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.paraphe.account.StaffRole;
import fr.paraphe.browser.Browser;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;

@ParapheTest
class TasklistTest {

    private static final String LOCALES = "META-INF/resources/webjars/camunda/app/tasklist/locales/";

    @LocalServerPort
    int port;

    @Autowired
    Given given;

    /** As long as an installation has none, the webapps lead everybody to the creation of one. */
    @BeforeEach
    void anOperator() {
        given.staffOf(given.anyAccount(), false, StaffRole.OPERATOR);
    }

    @Test
    @DisplayName("Tasklist speaks French, leads back to the console, and its log-out ends the whole session")
    void french() {
        try (var browser = Browser.inFrench(port)) {
            browser.login(given.agentOf(given.anyAccount()), Given.PASSWORD).go("/camunda/app/tasklist/");

            browser.seeText("Choisissez une tâche dans la liste");
            assertThat(browser.see(".paraphe-console a").getDomAttribute("href"))
                    .isEqualTo("/console/contracts");

            browser.click(".account > a");
            browser.click(".account .logout a");
            browser.seeText("Vous êtes déconnecté");
            browser.go("/console/contracts");
            browser.see("#password");
        }
    }

    @Test
    @DisplayName("the language chosen in the console holds in Tasklist")
    void chosen() {
        try (var browser = Browser.inFrench(port)) {
            browser.login(given.agentOf(given.anyAccount()), Given.PASSWORD)
                    .go("/?lang=en")
                    .go("/camunda/app/tasklist/");

            browser.seeText("Select a task in the list");
            assertThat(browser.driver().findElements(By.cssSelector(".create-task-action a")))
                    .noneMatch(link -> link.isDisplayed());
        }
    }

    @Test
    @DisplayName("no text of Tasklist is missing in French, and each keeps its placeholders")
    void complete() throws IOException {
        var english = texts("en.json");
        var french = texts("fr.json");

        assertThat(paths(french)).containsExactlyInAnyOrderElementsOf(paths(english));
        english.get("labels")
                .fields()
                .forEachRemaining(label -> assertThat(placeholders(
                                french.get("labels").get(label.getKey()).asText()))
                        .as(label.getKey())
                        .containsExactlyInAnyOrderElementsOf(
                                placeholders(label.getValue().asText())));
    }

    private static JsonNode texts(String file) throws IOException {
        var content = new ClassPathResource(LOCALES + file).getContentAsString(UTF_8);
        return new ObjectMapper().readTree(content.replace("\ufeff", ""));
    }

    private static List<String> paths(JsonNode texts) {
        var paths = new ArrayList<String>();
        texts.fields()
                .forEachRemaining(section -> section.getValue()
                        .fieldNames()
                        .forEachRemaining(name -> paths.add(section.getKey() + "." + name)));
        return paths;
    }

    private static List<String> placeholders(String text) {
        return Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}

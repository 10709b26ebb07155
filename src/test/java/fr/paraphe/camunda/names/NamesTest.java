package fr.paraphe.camunda.names;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

class NamesTest {

    private final StaticMessageSource texts = new StaticMessageSource();
    private final NamesFilter filter = new NamesFilter(
            new Names(texts, (ids, language) -> Map.of("run", "R-2026-000123")),
            new AcceptHeaderLocaleResolver(),
            new ObjectMapper());

    NamesTest() {
        texts.addMessage("task.relaunch.reviewRecipients", Locale.FRENCH, "Vérifier les destinataires");
        texts.addMessage("process.relaunch", Locale.FRENCH, "Relancer les contrats");
    }

    @Test
    @DisplayName("a task of a list is named in the reader's language, the rest of it stays")
    void task() throws Exception {
        var answer = answer("/engine-rest/task", "application/json", """
                [{"id":"1","name":"Review recipients","taskDefinitionKey":"reviewRecipients",
                  "processDefinitionId":"relaunch:3:abc","priority":50,"due":null}]""");

        assertThat(answer.getContentAsString(UTF_8)).isEqualTo("""
                [{"id":"1","name":"Vérifier les destinataires","taskDefinitionKey":"reviewRecipients",\
                "processDefinitionId":"relaunch:3:abc","priority":50,"due":null}]""");
        assertThat(answer.getContentLength()).isEqualTo(answer.getContentAsByteArray().length);
    }

    @Test
    @DisplayName("so are tasks and processes inside Tasklist's HAL")
    void hal() throws Exception {
        var answer =
                answer("/camunda/api/engine/engine/default/filter/f1/list", "application/hal+json;charset=UTF-8", """
                {"_embedded":{"task":[{"name":"Review recipients","taskDefinitionKey":"reviewRecipients","processDefinitionId":"relaunch:3:abc"}],\
                "processDefinition":[{"id":"relaunch:3:abc","key":"relaunch","name":"Relaunch"}]},"count":1}""");

        assertThat(answer.getContentAsString(UTF_8))
                .contains("\"name\":\"Vérifier les destinataires\"", "\"name\":\"Relancer les contrats\"");
    }

    @Test
    @DisplayName("what has no translation keeps the name of the diagram")
    void unknown() throws Exception {
        var answer = answer("/engine-rest/task/7", "application/json", """
                {"name":"Call","taskDefinitionKey":"call","processDefinitionId":"other:1:x"}""");

        assertThat(answer.getContentAsString(UTF_8)).contains("\"name\":\"Call\"");
    }

    @Test
    @DisplayName("a name that is no process's or task's stays")
    void otherThings() throws Exception {
        var answer = answer("/engine-rest/task/7", "application/json", """
                {"id":"u","key":"relaunch","name":"Relaunch"}""");

        assertThat(answer.getContentAsString(UTF_8)).contains("\"name\":\"Relaunch\"");
    }

    @Test
    @DisplayName("two tasks of the same name are told apart by what they are about")
    void aboutARun() throws Exception {
        var answer = answer("/engine-rest/task/7", "application/json", """
                {"name":"Review recipients","taskDefinitionKey":"reviewRecipients",\
                "processDefinitionId":"relaunch:3:abc","processInstanceId":"run"}""");

        assertThat(answer.getContentAsString(UTF_8))
                .contains("\"name\":\"R-2026-000123 · Vérifier les destinataires\"");
    }

    @Test
    @DisplayName("a diagram that the webapps draw speaks the reader's language too; the one for programs stays")
    void diagram() throws Exception {
        texts.addMessage("diagram.relaunch.sent", Locale.FRENCH, "Envoyé");
        var model = Bpmn.createExecutableProcess("relaunch")
                .startEvent("started")
                .name("Started")
                .userTask("reviewRecipients")
                .name("Review recipients")
                .endEvent("sent")
                .name("Sent")
                .done();
        var body = new ObjectMapper().writeValueAsString(Map.of("id", "a", "bpmn20Xml", Bpmn.convertToString(model)));

        var answer = answer(
                "/camunda/api/engine/engine/default/process-definition/relaunch:3:abc/xml", "application/json", body);

        assertThat(new ObjectMapper()
                        .readTree(answer.getContentAsString(UTF_8))
                        .get("bpmn20Xml")
                        .asText())
                .contains("name=\"Started\"", "name=\"Vérifier les destinataires\"", "name=\"Envoyé\"");
        assertThat(answer("/engine-rest/process-definition/relaunch:3:abc/xml", "application/json", body)
                        .getContentAsString(UTF_8))
                .isEqualTo(body);
    }

    @Test
    @DisplayName("forms, and what only says that it is JSON, pass untouched")
    void untouched() throws Exception {
        var task =
                "{\"taskDefinitionKey\":\"reviewRecipients\",\"name\":\"x\",\"processDefinitionId\":\"relaunch:1:a\"}";
        assertThat(answer("/engine-rest/task/7/deployed-form", "application/json", task)
                        .getContentAsString(UTF_8))
                .isEqualTo(task);
        assertThat(answer("/engine-rest/task", "application/json", "{oops").getContentAsString(UTF_8))
                .isEqualTo("{oops");
        assertThat(answer("/engine-rest/task/7", "text/html", task).getContentAsString(UTF_8))
                .isEqualTo(task);
    }

    private MockHttpServletResponse answer(String path, String type, String body) throws Exception {
        var request = new MockHttpServletRequest("GET", path);
        request.addPreferredLocale(Locale.FRENCH);
        var response = new MockHttpServletResponse();
        FilterChain engine = (asked, answered) -> {
            answered.setContentType(type);
            answered.setContentLength(body.getBytes(UTF_8).length);
            answered.getOutputStream().write(body.getBytes(UTF_8));
        };
        filter.doFilter(request, response, engine);
        return response;
    }
}

package fr.paraphe.camunda.names;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

class NamesTest {

    private final StaticMessageSource texts = new StaticMessageSource();
    private final NamesFilter filter =
            new NamesFilter(new Names(texts), new AcceptHeaderLocaleResolver(), new ObjectMapper());

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
    @DisplayName("diagrams, and what only says that it is JSON, pass untouched")
    void untouched() throws Exception {
        var diagram =
                "{\"taskDefinitionKey\":\"reviewRecipients\",\"name\":\"x\",\"processDefinitionId\":\"relaunch:1:a\"}";
        assertThat(answer("/engine-rest/process-definition/relaunch:3:abc/xml", "application/json", diagram)
                        .getContentAsString(UTF_8))
                .isEqualTo(diagram);
        assertThat(answer("/engine-rest/task", "application/json", "{oops").getContentAsString(UTF_8))
                .isEqualTo("{oops");
        assertThat(answer("/engine-rest/task/7", "text/html", diagram).getContentAsString(UTF_8))
                .isEqualTo(diagram);
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

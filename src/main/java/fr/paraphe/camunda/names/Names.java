package fr.paraphe.camunda.names;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Puts the names of tasks and processes into words of a language, wherever they stand in the engine's JSON. The keys
 * are {@code task.<process>.<task>} and {@code process.<process>}; what has none keeps the diagram's name.
 */
@Component
class Names {

    private final MessageSource messages;

    Names(MessageSource messages) {
        this.messages = messages;
    }

    void translate(JsonNode node, Locale locale) {
        if (node instanceof ObjectNode object) {
            translateOne(object, locale);
        }
        node.forEach(child -> translate(child, locale));
    }

    private void translateOne(ObjectNode object, Locale locale) {
        if (object.path("taskDefinitionKey").isTextual()) {
            var process = processKey(object.path("processDefinitionId").asText());
            rename(
                    object,
                    "name",
                    "task." + process + "." + object.get("taskDefinitionKey").asText(),
                    locale);
        } else if (object.path("key").isTextual() && isProcessDefinition(object)) {
            rename(object, "name", "process." + object.get("key").asText(), locale);
        }
        if (object.path("processDefinitionKey").isTextual()) {
            rename(
                    object,
                    "processDefinitionName",
                    "process." + object.get("processDefinitionKey").asText(),
                    locale);
        }
    }

    private void rename(ObjectNode object, String field, String key, Locale locale) {
        var name = object.get(field);
        if (name != null && name.isTextual()) {
            object.put(field, messages.getMessage(key, null, name.asText(), locale));
        }
    }

    /** The id of a process definition is {@code key:version:…}. */
    private static String processKey(String definitionId) {
        var end = definitionId.indexOf(':');
        return end < 0 ? definitionId : definitionId.substring(0, end);
    }

    private static boolean isProcessDefinition(ObjectNode object) {
        return object.path("id").asText().startsWith(object.get("key").asText() + ":");
    }
}

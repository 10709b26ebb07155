package fr.paraphe.camunda.names;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.paraphe.camunda.InstanceSubjects;
import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.springframework.context.MessageSource;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/**
 * Puts the names of tasks and processes into words of a language, wherever they stand in the engine's JSON. The keys
 * are {@code task.<process>.<task>}, {@code process.<process>} and, for what else a diagram shows,
 * {@code diagram.<process>.<element>}; what has none keeps the diagram's name. A task says what it is about too: its
 * instance's business key, "R-2026-000123 · Review recipients", or what its module says ({@link InstanceSubjects}).
 */
@Component
class Names {

    private static final String DIAGRAM = "bpmn20Xml";

    /** What instances are about, in words or by their business key; one without it is not in the answer. */
    interface BusinessKeys {
        Map<String, String> of(Set<String> processInstanceIds, Locale language);
    }

    private final MessageSource messages;
    private final BusinessKeys businessKeys;

    Names(MessageSource messages, BusinessKeys businessKeys) {
        this.messages = messages;
        this.businessKeys = businessKeys;
    }

    void translate(JsonNode answer, Locale locale) {
        translate(answer, keysIn(answer, locale), locale);
    }

    private Map<String, String> keysIn(JsonNode answer, Locale locale) {
        var instances = answer.findParents("taskDefinitionKey").stream()
                .map(task -> task.path("processInstanceId").asText(""))
                .filter(id -> !id.isEmpty())
                .collect(toSet());
        return instances.isEmpty() ? Map.of() : businessKeys.of(instances, locale);
    }

    private void translate(JsonNode node, Map<String, String> keys, Locale locale) {
        if (node instanceof ObjectNode object) {
            translateOne(object, keys, locale);
        }
        node.forEach(child -> translate(child, keys, locale));
    }

    private void translateOne(ObjectNode object, Map<String, String> keys, Locale locale) {
        if (object.path("taskDefinitionKey").isTextual()) {
            var process = processKey(object.path("processDefinitionId").asText());
            rename(
                    object,
                    "name",
                    "task." + process + "." + object.get("taskDefinitionKey").asText(),
                    locale);
            var about = keys.get(object.path("processInstanceId").asText());
            if (about != null && object.path("name").isTextual()) {
                object.put("name", about + " · " + object.get("name").asText());
            }
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
        if (object.path(DIAGRAM).isTextual()) {
            object.put(DIAGRAM, diagram(object.get(DIAGRAM).asText(), locale));
        }
    }

    private String diagram(String bpmn, Locale locale) {
        var model = Bpmn.readModelFromStream(new ByteArrayInputStream(bpmn.getBytes(UTF_8)));
        for (var process : model.getModelElementsByType(Process.class)) {
            for (var element : model.getModelElementsByType(FlowElement.class)) {
                if (element.getName() != null) {
                    var key = process.getId() + "." + element.getId();
                    element.setName(messages.getMessage(
                            new DefaultMessageSourceResolvable(
                                    new String[] {"task." + key, "diagram." + key}, element.getName()),
                            locale));
                }
            }
        }
        return Bpmn.convertToString(model);
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

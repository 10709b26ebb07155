package fr.paraphe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fr.paraphe.testing.Visitor.Content;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What nobody should send: of the wrong type, too large, half of it missing, or written to be read as something else.
 */
class HostileValues {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "NaN",
            "-1",
            "0",
            "1.5",
            "9223372036854775807",
            "9223372036854775808",
            "1e309",
            "true",
            "'",
            "' or '1'='1",
            "1); drop table paraphe.partner; --",
            "%_\\",
            "../../../../etc/passwd",
            "..\\..\\win.ini",
            "file:///etc/passwd",
            "http://127.0.0.1:1/",
            "${jndi:ldap://127.0.0.1:1/a}",
            "${7*7}",
            "#{T(java.lang.Runtime).getRuntime()}",
            "{{7*7}}",
            "<script>alert(1)</script>",
            "=cmd|' /C calc'!A0",
            "a\u0000b",
            "\u202Ecba",
            "e\u0301\u0301\u0301",
            "\uD83D\uDE00",
            "\uFFFF",
            "a\r\nSet-Cookie: a=b",
            "2026-02-30",
            "2026-09-01",
            "+999999999-12-31",
            "-0001-01-01",
            "[]",
            "{}",
            "x".repeat(3_000));

    private static final List<String> TYPES = List.of(
            "text/plain", "application/xml", "application/json;charset=UTF-16", "image/png", "nonsense/;;", "a/b");

    private static final int DEEP = 3_000;
    private static final int DEPTH = 6;
    private static final String BOUNDARY = "part";

    private final Random random;
    private final JsonNode description;
    private final List<String> ids;

    /** @param ids of things that really are there, of another account */
    HostileValues(Random random, JsonNode description, List<String> ids) {
        this.random = random;
        this.description = description;
        this.ids = ids;
    }

    /** What may stand in an address between two slashes: a server never sees more. */
    String pathSegment() {
        var text = chance(3) ? any(ids) : text();
        return encoded(
                        text.isBlank() || text.contains("/") || text.contains("\\") || text.contains("\u0000")
                                ? "0"
                                : text)
                .replace("+", "%20");
    }

    String query(JsonNode operation) {
        var asked = new ArrayList<String>();
        for (var parameter : operation.path("parameters")) {
            if (parameter.path("in").asText().equals("query")
                    && (parameter.path("required").asBoolean() || chance(2))) {
                var value =
                        chance(2) ? text() : value(parameter.path("schema"), 0).asText();
                asked.add(encoded(parameter.path("name").asText()) + "=" + encoded(value));
            }
        }
        return String.join("&", asked);
    }

    Content content(JsonNode operation) {
        var contents = operation.path("requestBody").path("content");
        if (contents.isEmpty()) {
            return chance(8) ? Content.of(any(TYPES), text()) : Content.NONE;
        }
        var kinds = new ArrayList<String>();
        contents.fieldNames().forEachRemaining(kinds::add);
        var kind = any(kinds);
        var schema = contents.path(kind).path("schema");
        if (kind.startsWith("multipart/")) {
            return new Content(kind + "; boundary=" + BOUNDARY, form(schema));
        }
        if (!kind.contains("json")) {
            return new Content(chance(4) ? any(TYPES) : kind, text().getBytes(UTF_8));
        }
        return switch (random.nextInt(12)) {
            case 0 -> Content.of(kind, "[".repeat(DEEP));
            case 1 -> Content.of(kind, "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP));
            case 2 -> Content.of(kind, text());
            case 3 -> new Content(kind, new byte[] {(byte) 0xC3, 0x28, 0});
            case 4 -> Content.of(any(TYPES), value(schema, 0).toString());
            case 5 -> Content.of(kind, "");
            default -> Content.of(kind, value(schema, 0).toString());
        };
    }

    private byte[] form(JsonNode schema) {
        var form = new StringBuilder();
        resolved(schema).path("properties").properties().forEach(field -> {
            if (!chance(4)) {
                form.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"");
                if (resolved(field.getValue()).path("format").asText().equals("binary")) {
                    form.append("; filename=\"../../x%00.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7 ");
                } else {
                    form.append("\r\n\r\n");
                }
                form.append(chance(2) ? text() : value(field.getValue(), 0).asText())
                        .append("\r\n");
            }
        });
        return form.append("--" + BOUNDARY + "--\r\n").toString().getBytes(UTF_8);
    }

    /** A value as it is described, or about one time in three something else. */
    private JsonNode value(JsonNode schema, int depth) {
        var as = resolved(schema);
        if (chance(3) || depth > DEPTH) {
            return other();
        }
        if (as.has("enum")) {
            return as.path("enum").path(random.nextInt(as.path("enum").size()));
        }
        var nodes = JsonNodeFactory.instance;
        return switch (as.path("type").asText()) {
            case "object" -> {
                var object = nodes.objectNode();
                as.path("properties").properties().forEach(field -> {
                    if (!chance(5)) {
                        object.set(field.getKey(), value(field.getValue(), depth + 1));
                    }
                });
                if (as.path("additionalProperties").isObject() || chance(5)) {
                    object.set(text(), value(as.path("additionalProperties"), depth + 1));
                }
                yield object;
            }
            case "array" -> {
                var array = nodes.arrayNode();
                for (var n = random.nextInt(4); n > 0; n--) {
                    array.add(value(as.path("items"), depth + 1));
                }
                yield array;
            }
            case "integer", "number" ->
                nodes.numberNode(any(List.of(0L, 1L, -1L, 1L << 31, Long.MAX_VALUE, Long.MIN_VALUE)));
            case "boolean" -> nodes.booleanNode(random.nextBoolean());
            default ->
                nodes.textNode(as.path("format").asText().equals("date") ? "2026-09-0" + random.nextInt(10) : word());
        };
    }

    private JsonNode other() {
        var nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(8)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.numberNode(-1);
            case 2 -> nodes.numberNode(Double.MAX_VALUE);
            case 3 -> nodes.arrayNode().add(nodes.arrayNode());
            case 4 -> nodes.objectNode().put("a", 1);
            case 5 -> nodes.booleanNode(true);
            default -> nodes.textNode(text());
        };
    }

    private String word() {
        return chance(3) ? text() : chance(2) ? any(ids) : "mot " + random.nextInt(100);
    }

    private String text() {
        return any(TEXTS);
    }

    private JsonNode resolved(JsonNode schema) {
        var reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : resolved(description.at(reference.substring(1)));
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}

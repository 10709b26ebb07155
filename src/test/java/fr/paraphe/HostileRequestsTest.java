package fr.paraphe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.paraphe.account.StaffRole;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.Visitor;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Every operation of the REST interface, as its own description lists them, with values that nobody should send. How
 * many requests each gets, and from which seed they are drawn, are the system properties {@code hostile.requests} and
 * {@code hostile.seed}; {@code hostile.part=2/3} asks the second third of the operations alone.
 */
@ParapheTest
class HostileRequestsTest {

    private static final int REQUESTS = Integer.getInteger("hostile.requests", 3);
    private static final long SEED = Long.getLong("hostile.seed", 20_260_901);
    private static final String PART = System.getProperty("hostile.part", "1/1");

    private static final Pattern INTERNAL =
            Pattern.compile("\\tat [a-z]|Exception|org\\.postgresql|org\\.springframework|SQLSTATE|ENGINE-\\d");

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    Given given;

    @Autowired
    ObjectMapper json;

    @LocalServerPort
    int port;

    private final Random random = new Random(SEED);
    private final List<String> wrong = new ArrayList<>();
    private final Map<Integer, Integer> answers = new TreeMap<>();

    private record Operation(String method, String path, JsonNode described) {}

    @Test
    @DisplayName(
            "§5 whatever is sent to the REST interface, it is answered, tells nothing internal and nothing of others")
    void hostile() throws Exception {
        var anothers = beans.createBean(OneOfEach.class).make();
        var own = beans.createBean(OneOfEach.class).make();
        var stranger = given.staffOf(
                own.account, false, StaffRole.AGENT, StaffRole.MANAGER, StaffRole.SIGNATORY, StaffRole.OPERATOR);
        var support = given.staffOf(own.account, false, StaffRole.SUPPORT, StaffRole.MANAGER);
        var description = json.readTree(
                Visitor.at(port).getAs(stranger, Given.PASSWORD, "/v3/api-docs").body());
        var ids = Stream.of(own, anothers)
                .flatMap(things -> things.all().stream())
                .toList();
        var values = new HostileValues(random, description, ids);

        var operations = operations(description);
        assertThat(operations).hasSizeGreaterThan(PART.equals("1/1") ? 100 : 10);
        for (var operation : operations) {
            for (var n = 0; n < REQUESTS; n++) {
                var bySupport = random.nextInt(4) == 0;
                var path = path(operation, values, own);
                var content = values.content(operation.described());
                var answer = Visitor.at(port)
                        .sendAs(bySupport ? support : stranger, Given.PASSWORD, operation.method(), path, content);
                answers.merge(answer.statusCode(), 1, Integer::sum);
                var fault = fault(answer, bySupport ? null : anothers);
                if (fault != null) {
                    wrong.add("%s: %s %s %s %s -> %d %s"
                            .formatted(
                                    fault,
                                    operation.method(),
                                    path,
                                    content.type(),
                                    shortened(new String(content.bytes(), UTF_8)),
                                    answer.statusCode(),
                                    shortened(answer.body())));
                }
            }
        }

        System.out.printf("%d operations, %d requests each: %s%n", operations.size(), REQUESTS, answers);
        assertThat(wrong).isEmpty();
    }

    private static List<Operation> operations(JsonNode description) {
        var all = new ArrayList<Operation>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> path.getKey().startsWith("/api/"))
                        .forEach(operation -> all.add(
                                new Operation(operation.getKey().toUpperCase(), path.getKey(), operation.getValue()))));
        var part = PART.split("/");
        var from = all.size() * (Integer.parseInt(part[0]) - 1) / Integer.parseInt(part[1]);
        var until = all.size() * Integer.parseInt(part[0]) / Integer.parseInt(part[1]);
        return all.subList(from, until);
    }

    private String path(Operation operation, HostileValues values, OneOfEach own) {
        var pattern = operation.path();
        var path = Door.VARIABLE
                .matcher(pattern)
                .replaceAll(name -> random.nextInt(4) == 0 ? values.pathSegment() : own.real(pattern, name.end()));
        var query = values.query(operation.described());
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** What is wrong with this answer; null: nothing. */
    private @Nullable String fault(HttpResponse<String> answer, @Nullable OneOfEach anothers) throws Exception {
        var status = answer.statusCode();
        var body = answer.body();
        if (status >= 500) {
            return "broken";
        }
        if (INTERNAL.matcher(body).find()) {
            return "tells what is internal";
        }
        if (status >= 400) {
            var type = answer.headers().firstValue("Content-Type").orElse("");
            if (!type.startsWith("application/problem+json")
                    || json.readTree(body).path("detail").asText().isBlank()) {
                return "no problem details";
            }
        }
        if (anothers != null && anothers.isToldBy(body)) {
            return "another account's";
        }
        return null;
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(300, text.length())).replaceAll("\\p{Cntrl}", "?");
    }
}

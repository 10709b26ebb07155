package fr.paraphe;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.Objects.requireNonNullElseGet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import fr.paraphe.account.Account;
import fr.paraphe.account.AccountOption;
import fr.paraphe.account.StaffRole;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.portal.SpaceOpening;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Jobs;
import fr.paraphe.testing.Pdfs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.LinkedMultiValueMap;

/** An account with one thing of each kind, made at the real doors; all names in it carry a mark. */
class OneOfEach {

    static final String PASSWORD = "le chat dort sur le toit";

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    Given given;

    @Autowired
    Jobs jobs;

    @Autowired
    PartnerDirectory directory;

    @Autowired
    SpaceOpening spaces;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcClient database;

    @Autowired
    TestRestTemplate http;

    /** Stands in every name, title and address of this account's. */
    final String mark = "Zyxwvut" + COUNT.incrementAndGet();

    /** A partner with a space. */
    final String mail = mark + "@exemple.fr";

    final String mobile = "06 98 76 54 %02d".formatted(COUNT.get() % 100);

    Account account;
    String owner;

    /** By the place in a pattern, the longest first, or by {@code $name}. */
    private final Map<String, String> ids = new LinkedHashMap<>();

    /** What is everybody's, by its place. */
    private static final Map<String, String> COMMON = Map.of(
            "{subject:partners|contracts}", "partners",
            "/ready-made/{name}", "payroll-variables",
            "/options/{option}", AccountOption.RELAUNCH.slug(),
            "/options/{code}/{option}", AccountOption.RELAUNCH.slug(),
            "/opt-outs/{contact}", "MOBILE",
            "/metrics/{requiredMetricName}", "jvm.info",
            "/sbom/{id}", "application");

    OneOfEach make() throws IOException {
        account = given.accountWith(AccountOption.values());
        owner = given.staffOf(account, false, StaffRole.AGENT, StaffRole.MANAGER, StaffRole.SIGNATORY);
        ids.put("$account", account.code());
        ids.put("/accounts/{code}", account.code());
        ids.put("/options/{code}", account.code());
        ids.put("/signing-rules/{code}", account.code());
        partner();
        contract();
        documents();
        relaunch();
        campaign();
        mission();
        proposal();
        imports();
        dataRequest();
        return this;
    }

    private void partner() {
        var reference = "P-" + mark;
        importPartner(reference, PartnerKind.TEMPORARY_WORKER, mail);
        var id = directory.byReference(account.id(), reference).orElseThrow().id();
        spaces.openKnown(id, PASSWORD);
        ids.put("$reference", reference);
        ids.put("/partners/{reference}", reference);
        ids.put("/partners/{id}", "" + id.value());
        ids.put("/partners/{partner}", "" + id.value());
        ids.put("/recipients/{partner}", "" + id.value());
        ids.put("/uncertain/{partner}", "" + id.value());
        var invited = "I-" + mark;
        importPartner(invited, PartnerKind.TEMPORARY_WORKER, "invite." + mail);
        post("/api/partners/" + invited + "/invitation", null);
        ids.put("/partners/{reference}/invitation", invited);
    }

    private void importPartner(String reference, PartnerKind kind, String mail) {
        post(
                "/api/imports/partners",
                List.of(Map.of(
                        "reference", reference, "kind", kind, "family_name", mark, "mail", mail, "phone", mobile)));
    }

    private void contract() {
        var reference = given.unsignedContract(account, ids.get("$reference"));
        var pdf = new HttpHeaders();
        pdf.setContentType(MediaType.APPLICATION_PDF);
        exchange(HttpMethod.PUT, "/api/contracts/" + reference + "/pdf", new HttpEntity<>(Pdfs.saying("Contrat"), pdf));
        exchange(HttpMethod.PUT, "/api/contracts/" + reference + "/transmission", HttpEntity.EMPTY);
        var id = database.sql("select id from contract where account_id = ? and reference = ?")
                .params(account.id().value(), reference)
                .query(String.class)
                .single();
        ids.put("/contracts/{account}", account.code());
        ids.put("/contracts/{account}/{reference}", reference);
        ids.put("/contracts/{reference}", reference);
        ids.put("/contracts/{contract}", id);
        ids.put("/signature-step/{contract}", id);
    }

    private void documents() {
        post(
                "/api/document-types",
                Map.of("code", "notice-zyx", "label", mark, "retentionYears", 5, "recipientSigns", false));
        ids.put("/document-types/{code}", "notice-zyx");
        var filed = upload(
                HttpMethod.POST,
                "/api/partners/" + ids.get("$reference") + "/documents",
                "notice.pdf",
                Pdfs.saying("Notice"),
                Map.of("type", "notice-zyx", "name", mark));
        ids.put("/partners/{reference}/documents/{id}", filed.path("id").asText());
        ids.put("/vault/{document}", filed.path("id").asText());
    }

    private void relaunch() {
        var number = post("/api/relaunches", Map.of("type", "WORK_CONTRACT", "from", "2026-09-01", "to", "2026-09-30"))
                .path("number")
                .asText();
        ids.put("/relaunches/{number}", number);
        ids.put("$relaunchTask", taskOf(number));
        ids.put(
                "/history/{id}",
                tasks.createTaskQuery().taskId(taskOf(number)).singleResult().getProcessInstanceId());
    }

    private void campaign() throws IOException {
        var number = post(
                        "/api/campaigns",
                        Map.of(
                                "title",
                                mark,
                                "kind",
                                "RECIPIENT",
                                "population",
                                Map.of(
                                        "partnerKinds",
                                        List.of("TEMPORARY_WORKER"),
                                        "relations",
                                        List.of("EXISTING", "NEW")),
                                "message",
                                mark))
                .path("number")
                .asText();
        var campaign = "/api/campaigns/" + number;
        var jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg);
        upload(HttpMethod.PUT, campaign + "/logo", "logo.jpg", jpeg.toByteArray(), Map.of());
        var document = upload(HttpMethod.POST, campaign + "/documents", "n.pdf", Pdfs.saying("Notice"), Map.of());
        ids.put("/campaigns/{number}", number);
        ids.put("/documents/{document}", document.path("id").asText());
        ids.put("/step/documents/{id}", document.path("id").asText());
        ids.put("$campaignTask", taskOf(number));
    }

    private void mission() {
        var client = "C-" + mark;
        importPartner(client, PartnerKind.CLIENT, "compta." + mail);
        var category = post("/api/offering-categories", Map.of("name", mark)).path("id");
        var offering = post(
                        "/api/offerings",
                        Map.of(
                                "category",
                                category,
                                "title",
                                mark,
                                "deliverable",
                                "VAT_RETURN",
                                "leadDays",
                                10,
                                "items",
                                List.of(Map.of("kind", "REQUEST", "text", mark), Map.of("kind", "TASK", "text", mark))))
                .path("id");
        var number = post(
                        "/api/missions",
                        Map.of(
                                "client",
                                client,
                                "name",
                                mark,
                                "start",
                                "2026-09-01",
                                "end",
                                "2026-12-31",
                                "offerings",
                                List.of(Map.of(
                                        "offering", offering, "frequency", "MONTHLY", "firstDue", "2026-09-20"))))
                .path("number")
                .asText();
        post("/api/missions/" + number + "/signature", null);
        jobs.runDue(number);
        var request = numberOf("REQUEST");
        var task = numberOf("TASK");
        jobs.runDue(request);
        ids.put("/missions/{number}", number);
        ids.put("/offerings/{id}", offering.asText());
        ids.put("/tasks/{number}/completion", task);
        ids.put("/task-step/{number}", task);
        ids.put("/tasks/{number}", request);
        ids.put("/answer-step/{number}", request);
        ids.put("$internalTask", taskOf(task));
    }

    private String numberOf(String kind) {
        return get("/api/tasks?kind=" + kind)
                .path("rows")
                .path(0)
                .path("number")
                .asText();
    }

    private void proposal() {
        var template = post(
                        "/api/proposal-templates",
                        Map.of("name", mark, "sections", List.of(Map.of("title", "Objet", "text", mark))))
                .path("id")
                .asText();
        var number = post("/api/proposals", Map.of("template", Long.valueOf(template)))
                .path("number")
                .asText();
        ids.put("/proposals/{number}", number);
        ids.put("/proposal-templates/{id}", template);
        ids.put("$proposalTask", taskOf(number));
    }

    private void dataRequest() {
        var number = post("/api/personal-data-requests", Map.of("partner", ids.get("$reference"), "kind", "ACCESS"))
                .path("number")
                .asText();
        ids.put("/personal-data-requests/{number}", number);
        ids.put("/personal-data-requests/{number:DP-.+}", number);
        ids.put("/personal-data-requests/step/{number}", number);
        ids.put("$dataTask", taskOf(number));
    }

    private void imports() {
        var last = get("/api/imports").path(0).path("id").asText();
        ids.put("/imports/{id:\\d{1,18}}", last);
    }

    private String taskOf(String businessKey) {
        return tasks.createTaskQuery().processInstanceBusinessKey(businessKey).list().stream()
                .findFirst()
                .map(Task::getId)
                .orElse("none");
    }

    /** Every id. */
    Collection<String> all() {
        return ids.values();
    }

    /** Whether an answer names something of this account's; an id that it was asked with may stand in it again. */
    boolean isToldBy(String answer) {
        return ids.values().stream()
                .filter(id -> id.contains(mark))
                .reduce(answer, (rest, id) -> rest.replace(id, ""))
                .contains(mark);
    }

    /** The id by its place: {@code /relaunches/{number}}. */
    String id(String place) {
        return requireNonNull(ids.get(place), place);
    }

    /** Whether what stands there is a thing of this account's. */
    boolean has(String pattern, int end) {
        return find(pattern, end) != null;
    }

    /** The real id of what stands at this place. */
    String real(String pattern, int end) {
        return requireNonNullElseGet(find(pattern, end), () -> everybodys(pattern, end));
    }

    /** An id of the same looks, of which there is nothing. */
    String madeUp(String pattern, int end) {
        var id = find(pattern, end);
        if (id == null) {
            return everybodys(pattern, end);
        }
        if (id.matches("\\d+")) {
            return "999999999999999";
        }
        return id.matches("[A-Z]+-\\d{4}-\\d{6}") ? id.replaceAll("\\d", "9") : id + "-x";
    }

    private static String everybodys(String pattern, int end) {
        return requireNonNullElse(find(COMMON, pattern, end), "0");
    }

    private @Nullable String find(String pattern, int end) {
        return pattern.startsWith("$") ? ids.get(pattern) : find(ids, pattern, end);
    }

    private static @Nullable String find(Map<String, String> ids, String pattern, int end) {
        return ids.keySet().stream()
                .filter(place -> pattern.startsWith(place, end - (place.lastIndexOf('}') + 1)))
                .max(Comparator.comparing(String::length))
                .map(ids::get)
                .orElse(null);
    }

    // HTTP, as the owner.

    JsonNode get(String path) {
        return exchange(HttpMethod.GET, path, HttpEntity.EMPTY);
    }

    JsonNode post(String path, @Nullable Object body) {
        return exchange(HttpMethod.POST, path, new HttpEntity<>(body));
    }

    private JsonNode upload(HttpMethod method, String path, String name, byte[] content, Map<String, String> fields) {
        var form = new LinkedMultiValueMap<String, Object>();
        fields.forEach(form::add);
        form.add("file", new ByteArrayResource(content) {
            @Override
            public String getFilename() {
                return name;
            }
        });
        return exchange(method, path, new HttpEntity<>(form));
    }

    JsonNode exchange(HttpMethod method, String path, HttpEntity<?> request) {
        var answer = http.withBasicAuth(owner, Given.PASSWORD).exchange(path, method, request, JsonNode.class);
        assertThat(answer.getStatusCode().is2xxSuccessful())
                .as("%s %s: %s %s", method, path, answer.getStatusCode(), answer.getBody())
                .isTrue();
        return requireNonNullElseGet(answer.getBody(), MissingNode::getInstance);
    }
}

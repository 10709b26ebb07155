package fr.paraphe.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.StaffRole;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Pdfs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

class CampaignDraftTest extends CampaignScenario {

    @Test
    @DisplayName("C-04 C-05 a draft is filled in in any order, left and come back to; the title alone is mandatory")
    void anyOrder() {
        var number = created(Map.of());
        put("/api/campaigns/" + number + "/content", Map.of("message", "À lire avant le 30."));
        add(number, "Lire sa fiche de paie.PDF", Pdfs.saying("notice"));
        put("/api/campaigns/" + number + "/trigger", Map.of("kind", "DOCUMENT"));

        assertRefused(describe(number, "  ", null, null), 422, "campaign-wrong-values");
        assertNames(describe(number, "  ", null, null), "title");
        assertThat(describe(number, " Lire sa fiche de paie ", null, null).getStatusCode())
                .isEqualTo(HttpStatus.OK);

        var draft = campaign(number);
        assertThat(draft.get("account").asText()).isEqualTo(agency.code());
        assertThat(draft.get("accountName").asText()).isEqualTo(agency.name());
        assertThat(draft.has("accountId")).isFalse();
        assertThat(draft.get("state").asText()).isEqualTo("DRAFT");
        assertThat(draft.get("title").asText()).isEqualTo("Lire sa fiche de paie");
        assertThat(draft.has("startsOn")).isFalse();
        assertThat(draft.get("message").asText()).isEqualTo("À lire avant le 30.");
        assertThat(draft.get("missing"))
                .extracting(missing -> missing.get("field").asText())
                .containsExactly("partnerKinds", "documentTypes");
        assertThat(number).matches("CI-2026-\\d{6,}");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-09-15, -, startsOn, a start in the past",
                "2026-09-20, 2026-09-19, endsOn, an end before the start",
                "-, 2026-09-15, endsOn, an end before today",
            })
    @DisplayName("C-05 C-06 dates that cannot be are refused beside their field")
    void wrongDates(@Nullable String startsOn, @Nullable String endsOn, String field, String what) {
        var number = created(Map.of());

        var answer = describe(number, "Dates", startsOn, endsOn);

        assertRefused(answer, 422, "campaign-wrong-values");
        assertNames(answer, field);
        assertThat(campaign(number).has("title")).as(what).isFalse();
    }

    @Test
    @DisplayName("C-07 C-01 the trigger decides what is asked next; what the other one alone asks is forgotten")
    void trigger() {
        var number = documentDraft(Map.of());

        put("/api/campaigns/" + number + "/trigger", Map.of("kind", "RECIPIENT"));

        assertThat(campaign(number).at("/population/documentTypes")).isEmpty();
        assertThat(campaign(number).get("missing"))
                .extracting(missing -> missing.get("field").asText())
                .containsExactly("relations");
    }

    @Test
    @DisplayName("C-08 C-11 several types and several kinds at once; an unknown type is refused")
    void population() {
        var number = documentDraft(Map.of(
                "population",
                Map.of(
                        "partnerKinds",
                        Arrays.stream(PartnerKind.values()).map(Enum::name).toList(),
                        "documentTypes",
                        Set.of(PAYSLIP, "facture"))));

        assertThat(campaign(number).at("/population/partnerKinds")).hasSize(5);
        assertThat(campaign(number).at("/population/documentTypes")).hasSize(2);
        assertRefused(
                put("/api/campaigns/" + number + "/population", Map.of("documentTypes", Set.of("jamais-vu"))),
                404,
                "document-type-unknown");
        assertThat(campaign(number).at("/population/documentTypes")).hasSize(2);
    }

    @Test
    @DisplayName("C-12 attached accounts are refused to an account whose options do not allow them")
    void attachedNotAllowed() {
        var without = given.anyAccount();
        manager = given.staffOf(without, false, StaffRole.MANAGER);
        var number = created(Map.of());

        var answer = put(
                "/api/campaigns/" + number + "/population",
                Map.of("partnerKinds", Set.of("CLIENT"), "scopes", Set.of("ATTACHED_ACCOUNTS")));

        assertRefused(answer, 403, "campaign-attached-accounts-off");
        assertThat(campaign(number).get("attachedAllowed").asBoolean()).isFalse();
        assertThat(campaign(number).at("/population/scopes/0").asText()).isEqualTo("OWN_ACCOUNT");
    }

    @Test
    @DisplayName("C-13 C-18 a file that is no good PDF is refused by its name, the others stay; each is seen at once")
    void documents() {
        var number = created(Map.of());
        add(number, "Notice.pdf", Pdfs.saying("notice"));

        assertNamesFile(add(number, "Secret.pdf", Pdfs.underPassword("secret")), "document-encrypted", "Secret.pdf");
        var whole = Pdfs.saying("cut off");
        assertNamesFile(
                add(number, "Abîmé.pdf", Arrays.copyOf(whole, whole.length / 2)), "document-broken", "Abîmé.pdf");
        assertNamesFile(add(number, "Photo.pdf", new byte[] {1, 2, 3}), "document-not-a-pdf", "Photo.pdf");
        assertNamesFile(add(number, "Lourd.pdf", new byte[26 * 1024 * 1024]), "document-too-large", "Lourd.pdf");

        assertThat(documents(number)).hasSize(1);
        assertThat(documents(number).get(0).get("name").asText()).isEqualTo("Notice");
    }

    @Test
    @DisplayName("C-13 200 MB are refused by the file's name, and the draft stays")
    void hugeUpload() {
        var number = created(Map.of());

        assertNamesFile(add(number, "Énorme.pdf", new byte[199 * 1024 * 1024]), "document-too-large", "Énorme.pdf");

        assertThat(state(number)).isEqualTo("DRAFT");
    }

    private static void assertNamesFile(ResponseEntity<JsonNode> answer, String problem, String file) {
        assertThat(body(answer).get("type").asText()).endsWith(problem);
        assertThat(body(answer).get("detail").asText()).contains(file);
    }

    @Test
    @DisplayName("C-14 C-16 a document's type says whether its recipient signs, and a switch overrides it")
    void typed() {
        var number = withDocument(created(Map.of()));
        var id = documents(number).get(0).get("id").asLong();

        assertThat(documents(number).get(0).get("recipientSigns").asBoolean()).isFalse();
        var signed = change(number, id, Map.of("name", "Charte", "type", "contrat-de-travail"));
        assertThat(body(signed).get("recipientSigns").asBoolean()).isTrue();
        var overridden =
                change(number, id, Map.of("name", "Charte", "type", "contrat-de-travail", "asksSignature", false));
        assertThat(body(overridden).get("recipientSigns").asBoolean()).isFalse();
        assertThat(body(overridden).get("typeLabel").asText()).isEqualTo("Contrat de travail");
        assertRefused(change(number, id, Map.of("name", "x", "type", "jamais-vu")), 404, "document-type-unknown");
        assertRefused(change(number, id, Map.of("name", "a\nb", "type", PAYSLIP)), 422, "campaign-wrong-values");
        assertRefused(change(number, id + 1, Map.of("name", "x", "type", PAYSLIP)), 404, "campaign-document-unknown");
    }

    ResponseEntity<JsonNode> change(String number, long document, Map<String, ?> change) {
        return put("/api/campaigns/" + number + "/documents/" + document, change);
    }

    @Test
    @DisplayName("C-17 C-18 a document is removed from a draft, and nothing is launched without one")
    void noDocument() {
        var number = recipientDraft(Map.of());
        var id = documents(number).get(0).get("id").asLong();

        assertThat(delete("/api/campaigns/" + number + "/documents/" + id).getStatusCode())
                .isEqualTo(HttpStatus.NO_CONTENT);

        assertThat(documents(number)).isEmpty();
        var answer = post("/api/campaigns/" + number + "/launch", Map.of());
        assertRefused(answer, 422, "campaign-incomplete");
        assertNames(answer, "documents");
        assertThat(state(number)).isEqualTo("DRAFT");
    }

    @Test
    @DisplayName("C-19 the logo is a JPEG by its content: a PNG called .jpg is refused, and so are monsters")
    void logo() throws IOException {
        var number = created(Map.of());
        var path = "/api/campaigns/" + number + "/logo";

        assertRefused(logo(path, "logo.jpg", picture("png", 40, 40)), 415, "campaign-logo-not-jpeg");
        assertRefused(
                logo(path, "logo.jpg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0}),
                415,
                "campaign-logo-not-jpeg");
        assertRefused(logo(path, "logo.jpg", picture("jpg", 4001, 10)), 422, "campaign-logo-too-wide");
        assertRefused(logo(path, "logo.jpg", new byte[1_100_000]), 413, "campaign-logo-too-large");

        var jpeg = picture("jpg", 40, 40);
        assertThat(logo(path, "logo.png", jpeg).getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(as(manager).getForEntity(path, byte[].class).getBody()).isEqualTo(jpeg);
        delete(path);
        assertThat(campaign(number).has("logo")).isFalse();
    }

    private ResponseEntity<JsonNode> logo(String path, String name, byte[] content) {
        return upload(manager, HttpMethod.PUT, path, name, content, Map.of());
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    @Test
    @DisplayName("C-20 the audience is estimated before the launch; launching twice launches once")
    void launch() {
        someone();
        someone();
        someone(agency, PartnerKind.CLIENT);
        var number = recipientDraft(Map.of());
        assertThat(figures(number).get("audience").asLong()).isEqualTo(2);

        done(number, "launch");
        var again = done(number, "launch");

        assertThat(again.get("state").asText()).isEqualTo("ACTIVE");
        assertThat(again.get("history"))
                .filteredOn(event -> event.get("what").asText().equals("LAUNCHED"))
                .singleElement()
                .satisfies(event -> assertThat(event.get("amount").asLong()).isEqualTo(2));
        assertThat(again.get("startsOn").asText()).isEqualTo("2026-09-16");
    }

    @Test
    @DisplayName("C-20 an incomplete draft is not launched, by whatever door: what is missing is named")
    void incomplete() {
        var number = created(Map.of());

        var answer = post("/api/campaigns/" + number + "/launch", Map.of());

        assertRefused(answer, 422, "campaign-incomplete");
        assertNames(answer, "title", "kind", "partnerKinds", "documents");
        var task = as(manager).getForEntity("/engine-rest/task?processInstanceBusinessKey=" + number, JsonNode.class);
        var id = body(task).get(0).get("id").asText();
        assertRefused(
                post(
                        "/engine-rest/task/" + id + "/complete",
                        Map.of("variables", Map.of("launched", Map.of("value", true, "type", "Boolean")))),
                422,
                "campaign-incomplete");
        assertThat(state(number)).isEqualTo("DRAFT");
    }

    @Test
    @DisplayName("C-20 the same request with the same key is the same draft; another one is refused")
    void idempotent() {
        var first = withKey("clé 1", Map.of("title", "Un"));
        assertThat(first.getStatusCode()).isEqualTo(HttpStatus.CREATED);

        var again = withKey("clé 1", Map.of("title", "Un"));

        assertThat(again.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(body(again).get("number")).isEqualTo(body(first).get("number"));
        assertRefused(withKey("clé 1", Map.of("title", "Deux")), 422, "campaign-idempotency-key-reused");
        assertRefused(withKey("k".repeat(201), Map.of()), 422, "campaign-idempotency-key-too-long");
    }

    private ResponseEntity<JsonNode> withKey(String key, Map<String, ?> body) {
        var headers = new HttpHeaders();
        headers.add("Idempotency-Key", key);
        return as(manager).exchange("/api/campaigns", HttpMethod.POST, new HttpEntity<>(body, headers), JsonNode.class);
    }

    @Test
    @DisplayName("C-20 started over the engine's REST it is the same draft, for managers alone")
    void engineRest() {
        var start = "/engine-rest/process-definition/key/campaign/start";
        var variables = Map.of("variables", Map.of("account", Map.of("value", agency.code(), "type", "String")));

        var started = post(start, variables);

        assertThat(started.getStatusCode()).as("%s", started.getBody()).isEqualTo(HttpStatus.OK);
        var number = body(started).get("businessKey").asText();
        assertThat(state(number)).isEqualTo("DRAFT");
        var agent = given.agentOf(agency);
        assertRefused(as(agent).postForEntity(start, variables, JsonNode.class), 403, "campaign-managers-alone");
    }

    @Test
    @DisplayName("C-20 an agent reads and changes nothing; another account's staff finds nothing")
    void access() {
        var number = recipientDraft(Map.of());
        var agent = given.agentOf(agency);
        var stranger = given.agentOf(given.anyAccount());

        assertThat(as(agent)
                        .getForEntity("/api/campaigns/" + number, String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
        assertRefused(
                as(agent).postForEntity("/api/campaigns/" + number + "/launch", new HashMap<>(), JsonNode.class),
                403,
                "forbidden");
        assertRefused(as(stranger).getForEntity("/api/campaigns/" + number, JsonNode.class), 404, "campaign-unknown");
        assertThat(http.withBasicAuth(stranger, Given.PASSWORD)
                        .getForEntity("/api/campaigns", String.class)
                        .getBody())
                .doesNotContain(number);
    }

    @Test
    @DisplayName("C-20 a draft that is given up is listed no more, and cannot be launched")
    void abandoned() {
        var number = recipientDraft(Map.of());

        done(number, "abandonment");

        assertThat(state(number)).isEqualTo("ABANDONED");
        assertRefused(post("/api/campaigns/" + number + "/launch", Map.of()), 409, "campaign-abandoned");
        assertRefused(describe(number, "Autre", null, null), 409, "campaign-abandoned");
        assertThat(read("/api/campaigns").get("rows")).isEmpty();
        assertThat(read("/api/campaigns?state=ABANDONED").get("rows")).hasSize(1);
    }
}

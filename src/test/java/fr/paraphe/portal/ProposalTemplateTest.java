package fr.paraphe.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Pdfs;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;

class ProposalTemplateTest extends ProposalScenario {

    @Test
    @DisplayName("S-05 the template changed after sending: the client reads and signs what was sent")
    void frozen() throws IOException {
        var address = anyMail();
        var ready = prepared();
        var number = sent(address, "DUPONT");
        var before = database.sql("select encode(pdf, 'hex') from proposal where number = ?")
                .param(number)
                .query(String.class)
                .single();

        var changed = call(
                agent,
                HttpMethod.PUT,
                "/api/proposal-templates/" + template,
                Map.of("sections", List.of(Map.of("title", "Tout autre", "text", "chose"))));
        assertThat(changed.getBody().path("version").asInt()).isEqualTo(2);

        var client = newClient(address);
        var id = idOfProposal(number);
        assertThat(client.get(path(id)).body()).contains("Section 5").doesNotContain("Tout autre");
        assertThat(text(client.getBytes(path(id) + "/document")))
                .contains("point 5")
                .doesNotContain("Tout autre");
        assertThat(client.get(path(id)).body()).contains(before);
        signed(client, id, 5);
        jobs.runDue(number);
        assertThat(text(client.getBytes(path(id) + "/signed")))
                .contains("point 5", "Acceptation du contrat")
                .doesNotContain("Tout autre");
        assertThat(text(pdf(ready))).contains("point 5");
        assertThat(text(pdf(prepared()))).contains("Tout autre");
    }

    @Test
    @DisplayName("S-05 fields come from a list, and what users type is never run as a template")
    void templateTexts() throws IOException {
        assertThat(problem(add("Faux", "{{prix}} et {{loyer}}"), 422))
                .contains("prix")
                .doesNotContain("loyer");
        assertThat(problem(add("Vide", ""), 422)).isNotEmpty();
        assertThat(problem(add("Illisible", "un\u0001deux"), 422)).contains("sections");
        var hostile = "${T(java.lang.Runtime)} [[${7*7}]] <script>alert(1)</script> {{duree}} {{societe}}";
        var id = add("Hostile", hostile).getBody().path("id").asLong();
        var number = prepared(id);
        var recipient = recipient(anyMail(), "A & B <SAS>");
        assertThat(wrongFields(send(number, recipient))).containsExactly("entries[duree]");
        recipient.put("entries", Map.of("duree", "42,14 € {{societe}}"));
        assertThat(send(number, recipient).getStatusCode().value()).isEqualTo(200);
        jobs.runDue(number);

        assertThat(text(pdf(number)).replaceAll("\\s+", " "))
                .contains("${T(java.lang.Runtime)} [[${7*7}]] <script>alert(1)</script>")
                .contains("42,14 € {{societe}} A & B <SAS>");
    }

    @Test
    @DisplayName("S-05 the PDF is tagged, tells its language and title, and names itself an archive: PDF/A and PDF/UA")
    void accessible() throws IOException {
        try (var document = Loader.loadPDF(pdf(sent(anyMail(), "DUPONT")))) {
            var catalog = document.getDocumentCatalog();
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getStructureTreeRoot().getKids()).isNotEmpty();
            assertThat(catalog.getLanguage()).isEqualTo("fr");
            assertThat(catalog.getOutputIntents()).isNotEmpty();
            assertThat(document.getDocumentInformation().getTitle()).startsWith("Contrat de prestation");
            var metadata = new String(catalog.getMetadata().toByteArray(), UTF_8);
            assertThat(metadata).contains("pdfaid", "pdfuaid");
            for (var font : document.getPage(0).getResources().getFontNames()) {
                assertThat(document.getPage(0).getResources().getFont(font).isEmbedded())
                        .isTrue();
            }
        }
    }

    @Test
    @DisplayName(
            "S-04 a PDF with its list of sections is a template too, accepted once it was opened; what is no PDF is refused by name")
    void fromPdf() {
        var body = new LinkedMultiValueMap<String, Object>();
        body.add("name", "Bail type");
        body.add("titles", "Objet");
        body.add("titles", "Prix");
        body.add("file", named("bail.pdf", Pdfs.saying("Le bail")));
        var made = call(agent, HttpMethod.POST, "/api/proposal-templates", body);
        assertThat(made.getStatusCode().value()).as("%s", made.getBody()).isEqualTo(201);
        var address = anyMail();
        var number = sent(made.getBody().path("id").asLong(), address, "DUPONT");
        var client = newClient(address);
        var id = idOfProposal(number);
        assertThat(client.get(path(id)).body())
                .contains("acceptées\u00a0: 0 sur 2", "Le texte de cette section est dans le PDF");

        assertThat(client.get(path(id)).body()).contains("Ouvrez d’abord le contrat en PDF");
        var unread = client.submit(path(id), path(id) + "/sections/1", Map.of());
        assertThat(unread.statusCode()).isEqualTo(422);
        assertThat(unread.body()).contains("on n’accepte que ce qu’on a pu lire");
        giveLegal(client, id);
        assertThat(view(number).path("sections").findValuesAsText("acceptedAt")).allMatch("null"::equals);
        assertThat(sign(client, id, Map.of("consent", "yes")).statusCode()).isEqualTo(422);
        assertThat(client.getBytes(path(id) + "/document")).isEqualTo(Pdfs.saying("Le bail"));
        assertThat(client.get(path(id)).body()).doesNotContain("Ouvrez d’abord le contrat en PDF");
        acceptAll(client, id, 2);
        assertThat(sign(client, id, Map.of("consent", "yes")).statusCode()).isEqualTo(302);

        body.set("name", "Faux");
        body.set("file", named("bail.pdf", "pas un PDF".getBytes(UTF_8)));
        assertThat(problem(call(agent, HttpMethod.POST, "/api/proposal-templates", body), 415))
                .contains("bail.pdf");
    }

    @Test
    @DisplayName(
            "S-01 S-05 before it is sent the contract is shown with what is typed so far; what is missing or wrong stands by its name")
    void previewed() throws IOException {
        accountSettings.locate(agency.id(), "Bellecour");
        var number = prepared(add("Bail", "{{societe}}, {{lieu}}, {{loyer}}, {{duree}}, n° {{numero}}")
                .getBody()
                .path("id")
                .asLong());
        var page = "/console/proposals/" + number;
        var console = staff(agent);

        assertThat(text(pdf(number))).contains("[Raison sociale du client], Bellecour", "n° " + number);
        assertThat(text(preview(
                        number, Map.of("company", "DUPONT", "entries", Map.of("loyer", "100 €", "duree", "a\u0001b")))))
                .contains("DUPONT, Bellecour, 100 €, [Durée], n° " + number);
        assertThat(text(preview(number, Map.of("company", "🚀"))))
                .contains("[Raison sociale du client], Bellecour, [Loyer mensuel]");
        assertThat(console.get(page).body()).contains("formaction=\"" + page + "/preview\"");
        assertThat(console.submit(page + "/preview", Map.of("mail", "dupont", "entries[loyer]", "100 €"))
                        .body())
                .startsWith("%PDF");
        assertThat(status(number)).isEqualTo("READY");
        assertThat(view(number).hasNonNull("company")).isFalse();
    }

    @Test
    @DisplayName("S-01 what no document can hold is refused beside its field, before anything leaves")
    void unwritable() {
        var number = prepared(add("Bail", "{{loyer}}").getBody().path("id").asLong());
        var recipient = recipient(anyMail(), "DUPONT");

        recipient.put("entries", Map.of("loyer", "100\uFFFF"));
        assertThat(wrongFields(send(number, recipient))).containsExactly("entries[loyer]");
        recipient.put("entries", Collections.singletonMap("loyer", null));
        assertThat(wrongFields(send(number, recipient))).containsExactly("entries[loyer]");
    }

    @Test
    @DisplayName(
            "S-01 a date is a date and an amount an amount: all else is refused beside its field, in the preview too")
    void checkedEntries() throws IOException {
        var number = prepared(add("Bail", "du {{date_debut}}, {{loyer}}, {{depot}}, {{duree}}.")
                .getBody()
                .path("id")
                .asLong());
        var recipient = recipient(anyMail(), "DUPONT");

        var empty = send(number, recipient);
        assertThat(wrongFields(empty)).hasSize(4);
        assertThat(empty.getBody().path("errors").findValuesAsText("message")).containsOnly("Remplissez ce champ.");
        for (var date : List.of("abc", "31/02/2027", "2027-13-01", "1er janvier", "01/01/27")) {
            recipient.put("entries", Map.of("date_debut", date, "loyer", "mille", "depot", "12,345", "duree", "un an"));
            var wrong = send(number, recipient);
            assertThat(wrongFields(wrong))
                    .containsExactlyInAnyOrder("entries[date_debut]", "entries[loyer]", "entries[depot]");
            assertThat(wrong.getBody().path("errors").findValuesAsText("message"))
                    .contains("Saisissez une date, comme 01/09/2026.")
                    .anyMatch(message -> message.startsWith("Saisissez un montant"));
            assertThat(text(preview(number, recipient))).contains("du [Date de début], [Loyer mensuel], [Dépôt de");
        }
        assertThat(status(number)).isEqualTo("READY");

        recipient.put(
                "entries",
                Map.of("date_debut", " 2027-02-01", "loyer", "1 200,50 € HT", "depot", "2400", "duree", "un an"));
        assertThat(text(preview(number, recipient))).contains("du 01/02/2027, 1 200,50 € HT, 2400, un an.");
        assertThat(send(number, recipient).getStatusCode().value()).isEqualTo(200);
        assertThat(view(number).path("entries").path("date_debut").asText()).isEqualTo("01/02/2027");
        jobs.runDue(number);
        assertThat(text(pdf(number))).contains("du 01/02/2027, 1 200,50 € HT, 2400, un an.");
    }

    private byte[] preview(String number, Map<String, Object> recipient) {
        return http.withBasicAuth(agent, Given.PASSWORD)
                .postForObject("/api/proposals/" + number + "/preview", recipient, byte[].class);
    }

    private ResponseEntity<JsonNode> add(String name, String text) {
        return call(
                agent,
                HttpMethod.POST,
                "/api/proposal-templates",
                Map.of(
                        "name",
                        name,
                        "sections",
                        text.isEmpty() ? List.of() : List.of(Map.of("title", "Objet", "text", text))));
    }

    private static ByteArrayResource named(String name, byte[] content) {
        return new ByteArrayResource(content) {
            @Override
            public String getFilename() {
                return name;
            }
        };
    }
}

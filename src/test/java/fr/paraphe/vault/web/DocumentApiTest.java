package fr.paraphe.vault.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.StaffRole;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.testing.TestClock;
import fr.paraphe.vault.VaultScenario;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;

class DocumentApiTest extends VaultScenario {

    private static final byte[] PDF = Pdfs.saying("Septembre");

    @Autowired
    TestClock clock;

    @Test
    @DisplayName("A PDF is filed under its type, is kept as long as the law asks, and comes back byte for byte")
    void file() {
        var document = filed(worker, PDF, Map.of("type", "bulletin-de-paie", "name", "Paie de septembre"));

        assertThat(document.path("name").asText()).isEqualTo("Paie de septembre");
        assertThat(document.path("retainedUntil").asText()).isEqualTo("2076-09-16");
        assertThat(document.path("filedBy").asText()).isEqualTo(agent);
        assertThat(document.path("signature").asText()).isEqualTo("NONE");
        assertThat(pdfOf(worker, document)).isEqualTo(PDF);
    }

    @Test
    @DisplayName("C-14 C-16 The type decides whether the recipient signs; an explicit yes or no overrides it")
    void sign() {
        var asType = filed(worker, Pdfs.saying("1"), Map.of("type", "contrat-de-travail"));
        var without = filed(worker, Pdfs.saying("2"), Map.of("type", "contrat-de-travail", "sign", "false"));
        var with = filed(worker, Pdfs.saying("3"), Map.of("type", "facture", "sign", "true"));

        assertThat(asType.path("signature").asText()).isEqualTo("ASKED");
        assertThat(without.path("signature").asText()).isEqualTo("NONE");
        assertThat(with.path("signature").asText()).isEqualTo("ASKED");
        var toSign = body(get(documentsOf(worker) + "?toSign=true"));
        assertThat(toSign.path("documents").findValuesAsText("id"))
                .containsExactly(with.path("id").asText(), asType.path("id").asText());
    }

    @Test
    @DisplayName("Filing the same origin twice changes nothing, whatever else it says")
    void twice() {
        var first = filed(worker, PDF, Map.of("type", "facture", "origin", "invoice 4711"));

        var second = file(
                worker, Pdfs.saying("Octobre"), Map.of("type", "attestation", "origin", "invoice 4711", "name", "x"));

        assertThat(second.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(body(second)).isEqualTo(first);
        assertThat(contents(first.path("sha256").asText())).isEqualTo(1);
        assertThat(file(worker, Pdfs.saying("Octobre"), Map.of("type", "facture"))
                        .getStatusCode())
                .isEqualTo(HttpStatus.CREATED);
    }

    static Stream<Arguments> wrongFiles() {
        return Stream.of(
                Arguments.of("document-empty", 422, new byte[0]),
                Arguments.of("document-not-a-pdf", 415, "GIF89a".getBytes(StandardCharsets.US_ASCII)),
                Arguments.of("document-broken", 422, Arrays.copyOf(PDF, PDF.length / 2)),
                Arguments.of("document-broken", 422, "%PDF-1.7\nrien\n%%EOF\n".getBytes(StandardCharsets.US_ASCII)),
                Arguments.of("document-broken", 422, withoutItsTable()),
                Arguments.of("document-encrypted", 422, Pdfs.underPassword("secret")),
                Arguments.of("document-too-large", 413, Arrays.copyOf(PDF, 25 * 1024 * 1024 + 1)));
    }

    /** A reader would find the page by guessing. */
    private static byte[] withoutItsTable() {
        return new String(PDF, StandardCharsets.ISO_8859_1)
                .replaceFirst("(?s)startxref.*?%%EOF", "%%EOF")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongFiles")
    @DisplayName("C-13 What is no PDF that everybody can open is refused by its name, with what to do")
    void wrong(String problem, int status, byte[] file) {
        var refused = upload(documentsOf(worker), "paie.pdf", file, Map.of("type", "bulletin-de-paie"));

        assertThat(refused.getStatusCode().value()).isEqualTo(status);
        assertThat(problemOf(refused)).isEqualTo(problem);
        assertThat(body(refused).path("detail").asText()).contains("« paie.pdf »");
        assertThat(body(get(documentsOf(worker))).path("documents")).isEmpty();
    }

    @Test
    @DisplayName("The list is searched by words of name and type, by type and by period, page by page")
    void find() {
        var paie = filed(worker, Pdfs.saying("1"), Map.of("type", "bulletin-de-paie", "name", "Été 2026"));
        clock.advance(Duration.ofDays(2));
        var invoice = filed(worker, Pdfs.saying("2"), Map.of("type", "facture", "name", "Août"));
        var other = filed(worker, Pdfs.saying("3"), Map.of("type", "autre-document", "name", "Plan d’accès"));

        found("", other, invoice, paie);
        found("?text=ete bulletin", paie);
        found("?text=ACCES", other);
        found("?text=ete facture");
        found("?type=facture", invoice);
        found("?from=2026-09-17", other, invoice);
        found("?to=2026-09-17", paie);
        var first = body(get(documentsOf(worker) + "?limit=2"));
        assertThat(first.path("documents")).hasSize(2);
        found(first.path("next").asText(), paie);
    }

    @Test
    @DisplayName("Each reading is remembered; staff reading a document leave it unread for its partner")
    void readings() {
        var document = filed(worker, PDF, Map.of("type", "facture"));
        pdfOf(worker, document);

        assertThat(jdbc.sql("select reader || ' ' || read_by || ' ' || channel from document_reading"
                                + " where document_id = ?")
                        .param(document.path("id").asLong())
                        .query(String.class)
                        .list())
                .containsExactly("STAFF " + agent + " REST");
        found("?unread=true", document);
    }

    @Test
    @DisplayName("A content that was altered in the store is not handed out, and the answer says so")
    void altered() {
        var document = filed(worker, Pdfs.saying("Vrai " + worker), Map.of("type", "facture"));
        var content = "from document where document.id = ? and document.sha256 = vault_content.sha256";
        jdbc.sql("alter table vault_content disable trigger vault_content_immutable")
                .update();
        jdbc.sql("update vault_content set content = set_byte(content, 200, 0) " + content)
                .param(document.path("id").asLong())
                .update();
        jdbc.sql("alter table vault_content enable trigger vault_content_immutable")
                .update();

        var refused = get(documentsOf(worker) + "/" + document.path("id").asLong() + "/pdf");

        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
        assertThat(problemOf(refused)).isEqualTo("document-altered");
    }

    @Test
    @DisplayName("A filed document neither changes nor goes, even by bad SQL")
    void immutable() {
        var document = filed(worker, PDF, Map.of("type", "facture"));
        var id = document.path("id").asLong();

        Stream.of(
                        "update document set name = 'x' where id = " + id,
                        "update document set retained_until = '2000-01-01' where id = " + id,
                        "update document set signature = 'SIGNED', signature_at = now() where id = " + id,
                        "delete from document where id = " + id,
                        "truncate document cascade",
                        "update vault_content set content = '' where sha256 in (select sha256 from document where id = "
                                + id + ")",
                        "delete from vault_content where sha256 in (select sha256 from document where id = " + id + ")")
                .forEach(sql -> assertThatThrownBy(() -> jdbc.sql(sql).update())
                        .as(sql)
                        .isInstanceOf(DataAccessException.class));
        found("", document);
    }

    @Test
    @DisplayName("§5 The vault of another account's partner does not exist")
    void isolation() {
        var document = filed(worker, PDF, Map.of("type", "facture"));
        var id = document.path("id").asLong();
        var other = given.anyAccount();
        var colleague = given.anyWorker(account);
        assertThat(get(documentsOf(colleague) + "/" + id).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);

        agent = given.agentOf(other);
        for (var path :
                new String[] {"", "/" + id, "/" + id + "/pdf", "/" + id + "/seal", "?account=" + account.code()}) {
            assertThat(get(documentsOf(worker) + path).getStatusCode()).as(path).isEqualTo(HttpStatus.NOT_FOUND);
        }
        assertThat(file(worker, PDF, Map.of("type", "facture")).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    @DisplayName("Only agents and managers file")
    void filers() {
        agent = given.staffOf(account, false, StaffRole.SIGNATORY);

        assertThat(file(worker, PDF, Map.of("type", "facture")).getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    @DisplayName("One document goes to all partners of a kind, once, and to those who came later")
    void population() {
        var second = given.anyWorker(account);
        given.partner(account, PartnerKind.CLIENT, "fr", null, null);
        var fields = Map.of("type", "attestation", "kind", "TEMPORARY_WORKER", "origin", "note 7");

        assertThat(count(fields)).isEqualTo(2);
        assertThat(count(fields)).isZero();
        given.anyWorker(account);
        assertThat(count(fields)).isEqualTo(1);

        assertThat(body(get(documentsOf(second))).path("documents").findValuesAsText("origin"))
                .containsExactly("note 7");
        assertThat(upload("/api/documents", "note.pdf", PDF, Map.of("type", "attestation"))
                        .getStatusCode()
                        .is4xxClientError())
                .isTrue();
    }

    private int count(Map<String, String> fields) {
        return body(upload("/api/documents", "note.pdf", Pdfs.saying("Note"), fields))
                .path("count")
                .asInt();
    }

    private long contents(String sha256) {
        return jdbc.sql("select count(*) from vault_content where sha256 = decode(?, 'hex')")
                .param(sha256)
                .query(Long.class)
                .single();
    }

    private void found(String query, JsonNode... documents) {
        assertThat(body(get(documentsOf(worker) + query)).path("documents").findValuesAsText("id"))
                .as(query)
                .containsExactly(Stream.of(documents)
                        .map(document -> document.path("id").asText())
                        .toArray(String[]::new));
    }
}

package fr.paraphe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.partner.PartnerId;
import fr.paraphe.signing.DocumentSealing;
import fr.paraphe.signing.SigningRule;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.vault.DocumentFiling;
import fr.paraphe.vault.DocumentId;
import fr.paraphe.vault.DocumentTypes;
import fr.paraphe.vault.NewDocument;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

class DocumentSigningTest extends SigningScenario {

    private static final String ORIGIN = "charte 2026";

    @Autowired
    DocumentFiling filing;

    @Autowired
    DocumentTypes types;

    @Autowired
    DocumentSealing sealing;

    long document;

    @BeforeEach
    void aDocumentThatAsks() {
        document = filed(ORIGIN, true);
    }

    @Test
    @DisplayName("C-16 a document that asks for it is signed in the portal: evidence, state, seal and proof page")
    void signed() throws IOException {
        assertThat(visitor.get("/portal").body()).contains("Charte informatique : à signer", page());
        read();

        assertThat(location(sign(page(), CONSENT))).endsWith(page());

        assertThat(signatureOf(document)).isEqualTo("SIGNED");
        assertThat(visitor.get("/portal").body()).doesNotContain(page());
        assertThat(visitor.get(page()).body()).contains("Signé le", "arrive dans votre coffre-fort");
        assertThat(text(sealed()))
                .contains("Charte de " + agency.code(), "Page de preuve", "Charte informatique, " + agency.name())
                .contains("Léa Martin", "J’ai lu ce document et je le signe", "127.0.0.1", sha256OfDocument());
        assertThat(seals.validate(sealed()).toString()).contains("INTACT", agency.name());
        assertThat(visitor.get(page()).body()).contains("/portal/documents/" + sealedDocument());
        var listed = asAgent(HttpMethod.GET, "/api/partners/" + worker + "/documents?type=autre-document")
                .getBody()
                .path("documents");
        assertThat(listed.findValuesAsText("signature")).containsExactly("NONE", "SIGNED");
        assertThat(listed.findValuesAsText("name"))
                .containsExactly("Charte informatique, signé", "Charte informatique");
    }

    @Test
    @DisplayName("C-16 the seal comes once, however often its task runs, as after a kill")
    void sealedOnce() {
        read();
        sign(page(), CONSENT);
        jobs.runDue("document " + document);
        sealing.seal(new DocumentId(document));

        assertThat(database.sql("select count(*) from document where account_id = ? and origin = ?")
                        .params(agency.id().value(), ORIGIN + " signed")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    @DisplayName("C-16 what was not read, not agreed to, is another document or altered is not signed")
    void refused() {
        assertThat(refusedWith(sign(page(), CONSENT))).contains("Ouvrez d’abord le document");
        read();
        assertThat(refusedWith(sign(page(), Map.of()))).contains("Cochez la case pour signer");
        assertThat(refusedWith(submit(visitor, page(), "0".repeat(64), CONSENT)))
                .contains("n’est pas celui qui vous a été montré");
        whileAltered(sha256OfDocument(), () -> {
            assertThat(visitor.get("/portal/documents/" + document).statusCode())
                    .isEqualTo(409);
            assertThat(refusedWith(sign(page(), CONSENT))).contains("n’est plus celui qui a été déposé");
        });

        assertThat(signatureOf(document)).isEqualTo("ASKED");
        assertThat(jobs.due("document " + document)).isEmpty();
    }

    @Test
    @DisplayName("C-16 two sessions that sign at once, or one that signs again: one signature, and it is told")
    void twice() throws Exception {
        read();
        var sha256 = sha256(page());

        assertThat(signAtOnce(page())).containsExactlyInAnyOrder(302, 409);

        assertThat(refusedWith(submit(visitor, page(), sha256, CONSENT))).contains("est déjà signé");
        assertThat(database.sql("select count(*) from signature_evidence where document_id = ?")
                        .param(document)
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(jobs.runDue("document " + document)).isOne();
    }

    @Test
    @DisplayName("C-16 another partner's document does not exist, whatever is asked of it")
    void anothers() {
        read();
        var sha256 = sha256(page());
        var strangersMail = anyMail();
        var stranger = inTheSpaceOf(partner(strangersMail), strangersMail);

        assertThat(stranger.get(page()).statusCode()).isEqualTo(404);
        assertThat(stranger.submit("/portal/alerts", page() + "/code", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(submit(stranger, page(), sha256, CONSENT).statusCode()).isEqualTo(404);
        assertThat(signatureOf(document)).isEqualTo("ASKED");
    }

    @Test
    @DisplayName("C-16 where the account wants a code, a document takes one as a contract does; the channel is kept")
    void withACode() {
        rules.choose(agency.id(), new SigningRule(true, false), "test");
        read();
        assertThat(refusedWith(sign(page(), CONSENT))).contains("Saisissez le code reçu par SMS");
        assertThat(location(visitor.submit(page(), page() + "/code", Map.of()))).contains(page());
        var code = codeSent();
        assertThat(refusedWith(sign(page(), with(code.equals("000000") ? "111111" : "000000"))))
                .contains("n’est pas le bon");

        assertThat(location(sign(page(), with(code)))).endsWith(page());

        assertThat(database.sql("select code_channel || code_address from signature_evidence where document_id = ?")
                        .param(document)
                        .query(String.class)
                        .single())
                .startsWith("SMS")
                .endsWith("78");
    }

    @Test
    @DisplayName("C-16 a contract's document is signed as the contract; one that asks for nothing is not signed")
    void notAlone() {
        var contract = contractInTheVault();
        var path = "/portal/contracts/" + idOfContract(contract);
        var copy = documentOf("contract " + idOfContract(contract));
        assertThat(location(visitor.get("/portal/to-sign/" + copy))).endsWith(path);
        assertThat(visitor.get(path + "/document").statusCode()).isEqualTo(200);
        assertThat(submit(visitor, "/portal/to-sign/" + copy, sha256(path), CONSENT)
                        .statusCode())
                .isEqualTo(404);
        assertThat(signatureOf(copy)).isEqualTo("ASKED");
        assertThat(visitor.get("/portal").body())
                .contains(path, "class=\"badge badge-warning\">2</span>")
                .doesNotContain("/portal/to-sign/" + copy);

        var silent = filed("note 2026", false);
        assertThat(visitor.get("/portal/to-sign/" + silent).body())
                .contains("Ce document n’est pas à signer")
                .doesNotContain("name=\"consent\"");
        assertThat(refusedWith(submit(visitor, "/portal/to-sign/" + silent, sha256OfDocument(), CONSENT)))
                .contains("Aucune signature n’est attendue");
    }

    // what the steps need

    private long filed(String origin, boolean asks) {
        return filing.file(
                        new NewDocument(
                                agency.id(),
                                types.byCode(agency.id(), "autre-document"),
                                "Charte informatique",
                                filing.store("charte.pdf", Pdfs.saying("Charte de " + agency.code())),
                                origin,
                                asks,
                                "test"),
                        new PartnerId(idOf(worker)))
                .document()
                .value();
    }

    private String page() {
        return "/portal/to-sign/" + document;
    }

    private void read() {
        assertThat(visitor.get("/portal/documents/" + document).statusCode()).isEqualTo(200);
    }

    private String sha256OfDocument() {
        return database.sql("select encode(sha256, 'hex') from document where id = ?")
                .param(document)
                .query(String.class)
                .single();
    }

    private long sealedDocument() {
        return documentOf(ORIGIN + " signed");
    }

    /** What was signed, once its process has sealed it. */
    private byte[] sealed() {
        jobs.runDue("document " + document);
        return visitor.getBytes("/portal/documents/" + sealedDocument());
    }
}

package fr.paraphe.signing;

import fr.paraphe.vault.VaultDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The last pages of a signed document: who signed what, when, from where, and with which words. */
@Component
class ProofPage {

    private final PdfPages rendered;

    ProofPage(PdfPages rendered) {
        this.rendered = rendered;
    }

    /** The document with the annex, if there is one, and the proof after it; its own pages look as they did. */
    byte[] appendTo(
            byte[] document,
            DocumentSealing.@Nullable Annex annex,
            String agency,
            VaultDocument read,
            SignatureEvidence evidence,
            DocumentSealing.@Nullable AgencySignature agencySignature,
            Instant sealedAt) {
        var facts = new HashMap<String, Object>();
        if (annex != null) {
            facts.putAll(annex.facts());
            facts.put("annex", annex.page());
            facts.put("signer", annex.signer());
        }
        facts.put("agency", agency);
        facts.put("document", read);
        facts.put("evidence", evidence);
        facts.put("sealedAt", sealedAt);
        if (agencySignature != null) {
            facts.put("agencySignature", agencySignature);
        }
        var proof = rendered.of("signing/proof", facts);
        try (var pages = Loader.loadPDF(document);
                var further = Loader.loadPDF(proof);
                var out = new ByteArrayOutputStream()) {
            var called = pages.getDocumentInformation().getTitle();
            new PDFMergerUtility().appendDocument(pages, further);
            pages.getDocumentInformation().setTitle(called == null ? read.name() : called);
            pages.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

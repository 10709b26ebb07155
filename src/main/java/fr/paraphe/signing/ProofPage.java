package fr.paraphe.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import fr.paraphe.vault.VaultDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;

/** The last page of a signed document: who signed what, when, from where, and with which words. */
@Component
class ProofPage {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private static final String STYLE = "/templates/signing/proof.css";

    private final ITemplateEngine templates;
    private final ApplicationContext beans;
    private final String style;

    ProofPage(ITemplateEngine templates, ApplicationContext beans) throws IOException {
        this.templates = templates;
        this.beans = beans;
        this.style = new ClassPathResource(STYLE).getContentAsString(UTF_8);
    }

    /** The document with the page after it; its own pages look as they did. */
    byte[] appendTo(
            byte[] document,
            String agency,
            VaultDocument read,
            SignatureEvidence evidence,
            DocumentSealing.@Nullable AgencySignature agencySignature,
            Instant sealedAt) {
        var facts = new Context(Locale.FRENCH);
        facts.setVariable(
                ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
                new ThymeleafEvaluationContext(beans, null));
        facts.setVariable("agency", agency);
        facts.setVariable("document", read);
        facts.setVariable("evidence", evidence);
        facts.setVariable("agencySignature", agencySignature);
        facts.setVariable("sealedAt", sealedAt);
        try (var pages = Loader.loadPDF(document);
                var proof = Loader.loadPDF(rendered(styled(templates.process("signing/proof", facts))));
                var out = new ByteArrayOutputStream()) {
            append(pages, proof);
            pages.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(PDDocument pages, PDDocument proof) throws IOException {
        new PDFMergerUtility().appendDocument(pages, proof);
    }

    private String styled(String html) {
        return html.replace("</head>", "<style>" + style + "</style></head>");
    }

    private static byte[] rendered(String html) throws IOException {
        try (var out = new ByteArrayOutputStream()) {
            new PdfRendererBuilder()
                    .useFastMode()
                    .useFont(() -> ProofPage.class.getResourceAsStream(FONT), "Liberation Sans")
                    .withHtmlContent(html, null)
                    .toStream(out)
                    .run();
            return out.toByteArray();
        }
    }
}

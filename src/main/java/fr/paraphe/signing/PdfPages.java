package fr.paraphe.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.slf4j.Slf4jLogger;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;

/**
 * Makes PDF of the application's own pages: for archives (PDF/A-2a: fonts and colours inside) and for screen readers
 * (PDF/UA: tagged). What users wrote reaches a page as a value, and is never a template itself.
 */
@Component
public class PdfPages {

    private static final byte[] FONT = fontWithoutLigatures();

    static {
        XRLog.setLoggerImpl(new Slf4jLogger());
    }

    private final ITemplateEngine templates;
    private final ApplicationContext beans;
    private final String style;
    private final byte[] colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    PdfPages(ITemplateEngine templates, ApplicationContext beans) {
        this.templates = templates;
        this.beans = beans;
        this.style = style();
    }

    /**
     * In French, as what is signed is.
     *
     * @param page names a template of plain XHTML
     */
    public byte[] of(String page, Map<String, Object> facts) {
        var context = new Context(Locale.FRENCH, facts);
        context.setVariable(
                ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
                new ThymeleafEvaluationContext(beans, null));
        var html = templates.process(page, context).replace("</head>", "<style>" + style + "</style></head>");
        try (var out = new ByteArrayOutputStream()) {
            new PdfRendererBuilder()
                    .useFastMode()
                    .usePdfUaAccessibility(true)
                    .usePdfAConformance(PdfAConformance.PDFA_2_A)
                    .useColorProfile(colours)
                    .useFont(() -> new ByteArrayInputStream(FONT), "Liberation Sans")
                    .withHtmlContent(html, null)
                    .toStream(out)
                    .run();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Liberation Sans, whose table of ligatures (GSUB) gets a name that nobody looks for: PDFBox would search it for
     * each run of letters, with a pattern made anew.
     */
    private static byte[] fontWithoutLigatures() {
        try (var file = requireNonNull(
                PdfPages.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"))) {
            var font = file.readAllBytes();
            var tables = ByteBuffer.wrap(font);
            for (var n = 0; n < tables.getShort(4); n++) {
                var entry = 12 + 16 * n;
                if (new String(font, entry, 4, US_ASCII).equals("GSUB")) {
                    font[entry] = '-';
                }
            }
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String style() {
        try {
            return new ClassPathResource("/templates/signing/pages.css").getContentAsString(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package fr.paraphe.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.paraphe.layout.Formats;
import fr.paraphe.vault.DocumentFilter;
import fr.paraphe.vault.DocumentId;
import fr.paraphe.vault.PartnerVault;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.HtmlUtils;

/**
 * All that an account knows about a person, as one ZIP: a page to read, the rows as JSON, the documents. It is made
 * when it is fetched and lies nowhere.
 */
@Service
public class Archive {

    /** How long after its request was closed it can still be fetched. */
    static final Duration FETCHABLE = Duration.ofDays(30);

    private static final int DOCUMENTS_A_PAGE = 100;

    private final JdbcClient jdbc;
    private final PartnerVault vault;
    private final DataRequesting requesting;
    private final DataRequests requests;
    private final PrivacyAccess access;
    private final MessageSource texts;
    private final Formats formats;
    private final ObjectMapper json;
    private final Clock clock;

    Archive(
            JdbcClient jdbc,
            PartnerVault vault,
            DataRequesting requesting,
            DataRequests requests,
            PrivacyAccess access,
            MessageSource texts,
            Formats formats,
            ObjectMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.requesting = requesting;
        this.requests = requests;
        this.access = access;
        this.texts = texts;
        this.formats = formats;
        this.json = json;
        this.clock = clock;
    }

    /** Whether it can be fetched: while the request is open, and some days after. */
    public boolean isFetchable(DataRequest request) {
        var closed = request.closedAt();
        return closed == null || clock.instant().isBefore(closed.plus(FETCHABLE));
    }

    /**
     * Notes who fetches it.
     *
     * @throws PrivacyRefused if the person at work sees no such request, or it is closed for too long
     */
    @Transactional
    public DataRequest toFetch(RequestNumber number) {
        var request = requesting.one(number);
        if (!isFetchable(request)) {
            throw PrivacyRefused.archiveExpired((int) FETCHABLE.toDays());
        }
        requests.note(number, DataRequestEvent.What.HANDED_OVER, access.userIfAny());
        return request;
    }

    /** Written as it is read, all as of one moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void write(DataRequest request, OutputStream out, Locale language) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        var data = rows(request);
        entry(zip, "data.json", json.writerWithDefaultPrettyPrinter().writeValueAsBytes(data));
        var page = new StringBuilder();
        head(page, request, language);
        documents(zip, request, page, language);
        tables(page, data, language);
        page.append("</main></body></html>");
        entry(zip, "index.html", page.toString().getBytes(StandardCharsets.UTF_8));
        zip.finish();
    }

    private ObjectNode rows(DataRequest request) {
        var all = json.createObjectNode();
        for (var table : PersonalData.values()) {
            if (table.told() != null) {
                all.set(table.label(), rows(table.told(), request));
            }
        }
        return all;
    }

    private JsonNode rows(String sql, DataRequest request) {
        var found = jdbc.sql("select coalesce(jsonb_agg(to_jsonb(one) - cast(:hidden as text[])), '[]') from (" + sql
                        + ") one")
                .param("partner", request.partnerId().value())
                .param("hidden", PersonalData.HIDDEN.toArray(String[]::new))
                .query(String.class)
                .single();
        try {
            return json.readTree(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void head(StringBuilder page, DataRequest request, Locale language) {
        var title = text("privacy.archive.title", language, request.partnerName());
        page.append("<!doctype html><html lang=\"")
                .append(language.getLanguage())
                .append(
                        "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(HtmlUtils.htmlEscape(title))
                .append("</title><style>body{font:16px/1.5 sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}")
                .append("table{border-collapse:collapse;font-size:.85rem;display:block;overflow-x:auto}")
                .append("th,td{border:1px solid #ccc;padding:.25rem .5rem;text-align:left;vertical-align:top}")
                .append("</style></head><body><main>");
        element(page, "h1", title);
        element(
                page,
                "p",
                text(
                        "privacy.archive.lead",
                        language,
                        request.accountName(),
                        formats.date(LocalDate.now(clock)),
                        request.number().value()));
    }

    private void documents(ZipOutputStream zip, DataRequest request, StringBuilder page, Locale language)
            throws IOException {
        element(page, "h2", text("privacy.archive.documents", language));
        page.append("<ul>");
        var partners = List.of(request.partnerId());
        @Nullable DocumentId after = null;
        do {
            var found = vault.page(partners, DocumentFilter.ALL, after, DOCUMENTS_A_PAGE);
            for (var document : found.documents()) {
                var file = "documents/" + document.id().value() + ".pdf";
                entry(zip, file, vault.content(document.id(), partners));
                page.append("<li><a href=\"").append(file).append("\">");
                page.append(HtmlUtils.htmlEscape(document.name())).append("</a> ");
                page.append(HtmlUtils.htmlEscape(text(
                        "privacy.archive.kept",
                        language,
                        document.typeLabel(),
                        formats.date(document.retainedUntil()))));
                page.append("</li>");
            }
            after = found.next();
        } while (after != null);
        page.append("</ul>");
    }

    private void tables(StringBuilder page, ObjectNode data, Locale language) {
        for (var table : data.properties()) {
            var rows = table.getValue();
            if (rows.isEmpty()) {
                continue;
            }
            element(page, "h2", text("privacy.data." + table.getKey(), language));
            page.append("<table><thead><tr>");
            rows.get(0).fieldNames().forEachRemaining(name -> element(page, "th", name));
            page.append("</tr></thead><tbody>");
            for (var row : rows) {
                page.append("<tr>");
                row.forEach(value -> element(
                        page, "td", value.isNull() ? "" : value.isValueNode() ? value.asText() : value.toString()));
                page.append("</tr>");
            }
            page.append("</tbody></table>");
        }
    }

    private static void element(StringBuilder page, String name, String text) {
        page.append('<').append(name).append('>').append(HtmlUtils.htmlEscape(text));
        page.append("</").append(name).append('>');
    }

    private String text(String key, Locale language, Object... values) {
        return texts.getMessage(key, values, language);
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}

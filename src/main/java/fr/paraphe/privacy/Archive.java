package fr.paraphe.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

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
    private final ITemplateEngine templates;
    private final Formats formats;
    private final ObjectMapper json;
    private final Clock clock;

    Archive(
            JdbcClient jdbc,
            PartnerVault vault,
            DataRequesting requesting,
            DataRequests requests,
            PrivacyAccess access,
            ITemplateEngine templates,
            Formats formats,
            ObjectMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.requesting = requesting;
        this.requests = requests;
        this.access = access;
        this.templates = templates;
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
        var zip = new ZipOutputStream(out, UTF_8);
        var data = rows(request);
        entry(zip, "data.json", json.writerWithDefaultPrettyPrinter().writeValueAsBytes(data));
        var facts = Map.<String, Object>of(
                "one",
                request,
                "today",
                formats.date(LocalDate.now(clock)),
                "papers",
                papers(zip, request),
                "tables",
                tables(data));
        entry(
                zip,
                "index.html",
                templates
                        .process("privacy/archive", new Context(language, facts))
                        .getBytes(UTF_8));
        entry(zip, "archive.css", new ClassPathResource("/templates/privacy/archive.css").getContentAsByteArray());
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

    /** @param file its place in the archive */
    public record Paper(String file, String name, String type, String retainedUntil) {}

    /** Puts the documents into the archive, one after the other. */
    private List<Paper> papers(ZipOutputStream zip, DataRequest request) throws IOException {
        var papers = new ArrayList<Paper>();
        var partners = List.of(request.partnerId());
        @Nullable DocumentId after = null;
        do {
            var found = vault.page(partners, DocumentFilter.ALL, after, DOCUMENTS_A_PAGE);
            for (var document : found.documents()) {
                var file = "documents/" + document.id().value() + ".pdf";
                entry(zip, file, vault.content(document.id(), partners));
                papers.add(
                        new Paper(file, document.name(), document.typeLabel(), formats.date(document.retainedUntil())));
            }
            after = found.next();
        } while (after != null);
        return papers;
    }

    /** @param rows each with as many values as there are columns */
    public record Table(String label, List<String> columns, List<List<String>> rows) {}

    private static List<Table> tables(ObjectNode data) {
        return data.properties().stream()
                .filter(table -> !table.getValue().isEmpty())
                .map(table -> table(table.getKey(), table.getValue()))
                .toList();
    }

    private static Table table(String label, JsonNode rows) {
        var columns = new ArrayList<String>();
        rows.get(0).fieldNames().forEachRemaining(columns::add);
        var values = new ArrayList<List<String>>();
        for (var row : rows) {
            values.add(columns.stream().map(column -> shown(row.path(column))).toList());
        }
        return new Table(label, columns, values);
    }

    private static String shown(JsonNode value) {
        return value.isNull() ? "" : value.isValueNode() ? value.asText() : value.toString();
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}

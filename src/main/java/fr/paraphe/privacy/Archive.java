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
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
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

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern INSTANT = Pattern.compile(DAY + "T\\d\\d:\\d\\d:\\d\\d.*[+-]\\d\\d:\\d\\d");

    private final JdbcClient jdbc;
    private final PartnerVault vault;
    private final DataRequesting requesting;
    private final DataRequests requests;
    private final PrivacyAccess access;
    private final ITemplateEngine templates;
    private final Formats formats;
    private final MessageSource messages;
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
            MessageSource messages,
            ObjectMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.requesting = requesting;
        this.requests = requests;
        this.access = access;
        this.templates = templates;
        this.formats = formats;
        this.messages = messages;
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
                tables(data, language));
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

    private List<Table> tables(ObjectNode data, Locale language) {
        return data.properties().stream()
                .map(table -> table(table.getKey(), table.getValue(), language))
                .filter(table -> !table.columns().isEmpty())
                .toList();
    }

    /** Of the columns those that have a name in words: numbers by which rows find each other say nothing to people. */
    private Table table(String label, JsonNode rows, Locale language) {
        var named = new LinkedHashMap<String, String>();
        rows.path(0).fieldNames().forEachRemaining(column -> {
            var name = messages.getMessage("privacy.column." + column, null, "", language);
            if (!"".equals(name)) {
                named.put(column, name);
            }
        });
        var values = new ArrayList<List<String>>();
        for (var row : rows) {
            values.add(named.keySet().stream()
                    .map(column -> shown(row.path(column), language))
                    .toList());
        }
        return new Table(label, List.copyOf(named.values()), values);
    }

    private String shown(JsonNode value, Locale language) {
        if (value.isNull()) {
            return "";
        }
        if (value.isBoolean()) {
            return messages.getMessage("privacy.archive." + value.asBoolean(), null, language);
        }
        if (value.isTextual() && INSTANT.matcher(value.asText()).matches()) {
            return formats.second(OffsetDateTime.parse(value.asText()).toInstant());
        }
        if (value.isTextual() && DAY.matcher(value.asText()).matches()) {
            return formats.date(LocalDate.parse(value.asText()));
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}

package fr.paraphe.proposal;

import fr.paraphe.account.AccountId;
import fr.paraphe.vault.DocumentFiling;
import fr.paraphe.vault.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The accounts' templates of contracts. A version never changes: a changed template is a further one, and a contract
 * stays with the version that it was prepared from.
 */
@Service
@Transactional
public class Templates {

    private static final int LONGEST_NAME = 120;
    private static final int MOST_SECTIONS = 50;
    private static final int LONGEST_TEXT = 20_000;

    private static final String SELECT = """
            select version.*, encode(version.pdf, 'hex') as pdf_sha256, template.account_id, template.name
            from proposal_template template
            join proposal_template_version version on version.template_id = template.id
            """;

    private static final String LATEST = """
            version.number = (select max(number) from proposal_template_version where template_id = template.id)
            """;

    private final JdbcClient jdbc;
    private final DocumentFiling documents;
    private final Clock clock;

    Templates(JdbcClient jdbc, DocumentFiling documents, Clock clock) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.clock = clock;
    }

    /** The latest versions, in the order of their names. */
    @Transactional(readOnly = true)
    public List<Template> of(Collection<AccountId> accounts) {
        return jdbc.sql(SELECT + " where " + LATEST + " and account_id = any(?) order by name, template.id")
                .param(accounts.stream().map(AccountId::value).toArray(Long[]::new))
                .query((row, number) -> template(row))
                .list();
    }

    /** The latest version. */
    @Transactional(readOnly = true)
    public Template latest(long id, Collection<AccountId> accounts) {
        return jdbc.sql(SELECT + " where " + LATEST + " and template.id = ?")
                .param(id)
                .query((row, number) -> template(row))
                .optional()
                .filter(template -> accounts.contains(template.account()))
                .orElseThrow(ProposalRefused::templateUnknown);
    }

    /** What is to be entered for a contract of this version. */
    @Transactional(readOnly = true)
    public Set<TemplateField> enteredIn(long versionId) {
        return version(versionId).entered();
    }

    @Transactional(readOnly = true)
    Template version(long versionId) {
        return jdbc.sql(SELECT + " where version.id = ?")
                .param(versionId)
                .query((row, number) -> template(row))
                .single();
    }

    /**
     * Adds a template of texts.
     *
     * @throws ProposalRefused if the account has one of this name, or something in it is wrong
     */
    public Template add(AccountId account, String name, List<Section> sections, String by) {
        return version(first(account, name, checked(sections), null, by));
    }

    /**
     * Adds a template that is a PDF.
     *
     * @param titles of the sections that the client accepts
     * @throws ProposalRefused as above
     * @throws fr.paraphe.vault.VaultRefused if that is no good PDF
     */
    public Template add(AccountId account, String name, String fileName, byte[] pdf, List<String> titles, String by) {
        return version(first(account, name, checked(untexted(titles)), documents.store(fileName, pdf), by));
    }

    /** Makes a further version of texts. */
    public Template change(Template known, List<Section> sections, String by) {
        return version(next(known.id(), known.version() + 1, checked(sections), null, by));
    }

    /**
     * Makes a further version of a PDF.
     *
     * @param pdf null: the one so far
     */
    public Template change(Template known, String fileName, byte @Nullable [] pdf, List<String> titles, String by) {
        var content = pdf == null ? known.pdf() : documents.store(fileName, pdf);
        return version(next(known.id(), known.version() + 1, checked(untexted(titles)), content, by));
    }

    /** Sections as they are typed: a line that begins with # opens one. */
    public static List<Section> parse(String source) {
        var sections = new ArrayList<Section>();
        String title = null;
        var text = new StringBuilder();
        for (var line : source.strip().lines().toList()) {
            if (line.startsWith("#")) {
                if (title != null) {
                    sections.add(new Section(title, text.toString().strip()));
                }
                title = line.replaceFirst("^#+", "").strip();
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        if (title != null) {
            sections.add(new Section(title, text.toString().strip()));
        }
        return sections;
    }

    /** One title a line. */
    public static List<String> titles(String source) {
        return source.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static List<Section> untexted(List<String> titles) {
        return titles.stream().map(title -> new Section(title, "")).toList();
    }

    private static List<Section> checked(List<Section> sections) {
        if (sections.isEmpty()
                || sections.size() > MOST_SECTIONS
                || sections.stream().anyMatch(Templates::isWrong)) {
            throw ProposalRefused.sectionsWrong(MOST_SECTIONS);
        }
        var unknown = sections.stream()
                .flatMap(section -> section.unknownWords().stream())
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            throw ProposalRefused.fieldsUnknown(unknown);
        }
        return sections;
    }

    private static boolean isWrong(Section section) {
        return section.title().isBlank()
                || section.title().length() > LONGEST_NAME
                || section.text().length() > LONGEST_TEXT
                || !Section.isWritable(section.title() + section.text());
    }

    private long first(AccountId account, String name, List<Section> sections, @Nullable Sha256 pdf, String by) {
        if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
            throw ProposalRefused.templateNameWrong();
        }
        try {
            var template = jdbc.sql("insert into proposal_template (account_id, name) values (?, ?) returning id")
                    .params(account.value(), name.strip())
                    .query(Long.class)
                    .single();
            return next(template, 1, sections, pdf, by);
        } catch (DuplicateKeyException e) {
            throw ProposalRefused.templateNameTaken(name.strip());
        }
    }

    private long next(long template, int number, List<Section> sections, @Nullable Sha256 pdf, String by) {
        var version = insert(template, number, pdf, by).orElseThrow(ProposalRefused::templateChangedMeanwhile);
        for (var position = 1; position <= sections.size(); position++) {
            var section = sections.get(position - 1);
            jdbc.sql("insert into proposal_template_section (version_id, position, title, text) values (?, ?, ?, ?)")
                    .params(
                            version,
                            position,
                            section.title().strip(),
                            section.text().strip())
                    .update();
        }
        return version;
    }

    private Optional<Long> insert(long template, int number, @Nullable Sha256 pdf, String by) {
        return jdbc.sql("""
                        insert into proposal_template_version (template_id, number, pdf, made_by, made_at)
                        values (?, ?, decode(?, 'hex'), ?, ?) on conflict do nothing returning id
                        """)
                .params(template, number, pdf == null ? null : pdf.hex(), by, OffsetDateTime.now(clock))
                .query(Long.class)
                .optional();
    }

    private Template template(ResultSet row) throws SQLException {
        var pdf = row.getString("pdf_sha256");
        var version = row.getLong("id");
        return new Template(
                row.getLong("template_id"),
                version,
                new AccountId(row.getLong("account_id")),
                row.getString("name"),
                row.getInt("number"),
                jdbc.sql("select title, text from proposal_template_section where version_id = ? order by position")
                        .param(version)
                        .query(Section.class)
                        .list(),
                pdf == null ? null : new Sha256(pdf),
                row.getString("made_by"),
                row.getObject("made_at", OffsetDateTime.class).toInstant());
    }
}

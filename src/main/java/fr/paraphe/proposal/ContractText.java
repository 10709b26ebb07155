package fr.paraphe.proposal;

import fr.paraphe.account.AccountId;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.Location;
import fr.paraphe.layout.Formats;
import fr.paraphe.signing.PdfPages;
import fr.paraphe.vault.ContentStore;
import fr.paraphe.vault.DocumentFiling;
import fr.paraphe.vault.Sha256;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a contract says: its template's sections with the fields filled in, as text and as PDF. */
@Service
public class ContractText {

    private final Templates templates;
    private final Accounts accounts;
    private final CurrentStaff staff;
    private final Proposals proposals;
    private final PdfPages pages;
    private final DocumentFiling documents;
    private final ContentStore contents;
    private final Formats format;
    private final MessageSource messages;
    private final JdbcClient jdbc;
    private final Clock clock;

    ContractText(
            Templates templates,
            Accounts accounts,
            CurrentStaff staff,
            Proposals proposals,
            PdfPages pages,
            DocumentFiling documents,
            ContentStore contents,
            Formats format,
            MessageSource messages,
            JdbcClient jdbc,
            Clock clock) {
        this.templates = templates;
        this.accounts = accounts;
        this.staff = staff;
        this.proposals = proposals;
        this.pages = pages;
        this.documents = documents;
        this.contents = contents;
        this.format = format;
        this.messages = messages;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Keeps the sections and the PDF as they are now: whatever becomes of the template, this is what gets signed. What
     * a reader at an earlier, wrong address answered is gone.
     */
    Sha256 freeze(Proposal proposal, LocalDate today) {
        var template = templates.version(proposal.templateVersion());
        var sections = filled(template, values(proposal, today));
        jdbc.sql("delete from proposal_section where proposal_id = ?")
                .param(proposal.id())
                .update();
        jdbc.sql("delete from proposal_legal where proposal_id = ?")
                .param(proposal.id())
                .update();
        for (var position = 1; position <= sections.size(); position++) {
            var section = sections.get(position - 1);
            jdbc.sql("insert into proposal_section (proposal_id, position, title, text) values (?, ?, ?, ?)")
                    .params(proposal.id(), position, section.title(), section.text())
                    .update();
        }
        return template.pdf() != null
                ? template.pdf()
                : documents.store(
                        proposal.number() + ".pdf",
                        pdf(
                                template,
                                sections,
                                proposal.company().value(),
                                proposal.number().value()));
    }

    /**
     * What the client of a ready contract would read today, and of a sent one, what they do read. A field that is not
     * entered yet stands there by its name.
     *
     * @throws ProposalRefused if the person of this thread sees no such proposal
     */
    @Transactional(readOnly = true)
    public byte[] preview(ProposalNumber number) {
        var proposal = seen(number);
        if (proposal.status() != ProposalStatus.READY && proposal.hasPdf()) {
            return content(proposal.pdf());
        }
        var today = LocalDate.now(clock);
        return preview(
                templates.version(proposal.templateVersion()),
                proposal.isComplete() ? values(proposal, today) : known(proposal, today));
    }

    /**
     * What the client would read today if the contract were sent so. Nothing is kept or refused: what is missing or not
     * right stands there by its field's name.
     *
     * @throws ProposalRefused if the person of this thread sees no such proposal
     */
    @Transactional(readOnly = true)
    public byte[] preview(ProposalNumber number, Recipient typed) {
        var proposal = seen(number);
        var values = known(proposal, LocalDate.now(clock));
        CompanyName.of(Objects.requireNonNullElse(typed.company(), ""))
                .ifPresent(company -> values.put(TemplateField.COMPANY, company.value()));
        accounts.locationsOf(proposal.account()).stream()
                .map(Location::name)
                .filter(name -> name.equals(typed.location()))
                .forEach(name -> values.put(TemplateField.LOCATION, name));
        for (var field : TemplateField.values()) {
            field.read(typed.entries().getOrDefault(field.word(), "")).ifPresent(value -> values.put(field, value));
        }
        return preview(templates.version(proposal.templateVersion()), values);
    }

    /** A template with the fields' names in place of their values. */
    @Transactional(readOnly = true)
    public byte[] preview(Template template) {
        return preview(template, Map.of());
    }

    private byte[] preview(Template template, Map<TemplateField, String> values) {
        if (template.pdf() != null) {
            return content(template.pdf());
        }
        var shown = new EnumMap<TemplateField, String>(TemplateField.class);
        for (var field : TemplateField.values()) {
            shown.put(field, values.getOrDefault(field, "[" + name(field) + "]"));
        }
        return pdf(
                template,
                filled(template, shown),
                Objects.requireNonNull(shown.get(TemplateField.COMPANY)),
                Objects.requireNonNull(shown.get(TemplateField.NUMBER)));
    }

    private Proposal seen(ProposalNumber number) {
        var scope = staff.scope();
        return proposals
                .findByNumber(number.value())
                .filter(found -> scope.sees(found.account()))
                .orElseThrow(ProposalRefused::unknown);
    }

    byte[] content(Sha256 sha256) {
        return contents.get(sha256)
                .filter(content -> Sha256.of(content).equals(sha256))
                .orElseThrow(() -> new IllegalStateException("content " + sha256.hex() + " is altered"));
    }

    private String name(TemplateField field) {
        return messages.getMessage("proposal.field." + field, null, Locale.FRENCH);
    }

    private static List<Section> filled(Template template, Map<TemplateField, String> values) {
        return template.sections().stream()
                .map(section -> section.filled(values))
                .toList();
    }

    private byte[] pdf(Template template, List<Section> sections, String company, String reference) {
        return pages.of(
                "proposal/contract",
                Map.of(
                        "title", template.name(),
                        "agency", accounts.byId(template.account()).name(),
                        "company", company,
                        "reference", reference,
                        "sections", sections));
    }

    private Map<TemplateField, String> values(Proposal proposal, LocalDate today) {
        var values = known(proposal, today);
        for (var field : TemplateField.values()) {
            values.putIfAbsent(field, proposal.entries().getOrDefault(field.word(), ""));
        }
        values.put(TemplateField.COMPANY, proposal.company().value());
        values.put(TemplateField.LOCATION, location(proposal.account(), proposal.location()));
        return values;
    }

    /** What is known of a contract before its recipient is. */
    private Map<TemplateField, String> known(Proposal proposal, LocalDate today) {
        var values = new EnumMap<TemplateField, String>(TemplateField.class);
        values.put(TemplateField.OPERATOR, accounts.byId(proposal.account()).name());
        values.put(TemplateField.NUMBER, proposal.number().value());
        values.put(TemplateField.SENT_ON, format.date(today));
        var locations = accounts.locationsOf(proposal.account());
        if (locations.size() <= 1) {
            values.put(
                    TemplateField.LOCATION,
                    locations.stream().map(Location::name).findFirst().orElse(""));
        }
        return values;
    }

    private String location(AccountId account, @Nullable Long id) {
        return accounts.locationsOf(account).stream()
                .filter(location -> id != null && location.id() == id)
                .map(Location::name)
                .findFirst()
                .orElse("");
    }
}

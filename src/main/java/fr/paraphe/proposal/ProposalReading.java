package fr.paraphe.proposal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.vault.DocumentId;
import fr.paraphe.vault.VaultDocument;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The proposals, as staff reads them. The signer's personal links and codes are in no answer: they are written down
 * nowhere.
 */
@Service
@Transactional(readOnly = true)
public class ProposalReading {

    private static final String LEAVING = "LEAVING";
    private static final ClientCopies.Signed NOT_SIGNED = new ClientCopies.Signed(Optional.empty(), Optional.empty());

    private final ProposalHistory history;
    private final ClientCopies copies;
    private final ObjectMapper json;
    private final JdbcClient jdbc;

    ProposalReading(ProposalHistory history, ClientCopies copies, ObjectMapper json, JdbcClient jdbc) {
        this.history = history;
        this.copies = copies;
        this.json = json;
        this.jdbc = jdbc;
    }

    /** @param state as {@link Details} */
    public record Row(
            long id,
            ProposalNumber number,
            ProposalStatus status,
            String state,
            String account,
            String template,
            @Nullable String company,
            @Nullable LeadSource leadSource,
            Instant preparedAt,
            @Nullable Instant sentAt,
            @Nullable LocalDate expiresOn,
            @Nullable Instant settledAt) {}

    /** @param next where the next page begins; null on the last */
    public record Page(List<Row> rows, @Nullable Long next) {}

    /**
     * The latest first.
     *
     * @param status null: all
     * @param after the last one of the page before; null: the first page
     */
    public Page list(Collection<AccountId> accounts, @Nullable ProposalStatus status, @Nullable Long after, int size) {
        var rows = jdbc.sql("""
                        select proposal.*, account.name as account, template.name as template
                        from proposal
                        join account on account.id = proposal.account_id
                        join proposal_template_version version on version.id = proposal.template_version_id
                        join proposal_template template on template.id = version.template_id
                        where proposal.account_id = any(:accounts) and proposal.id < :after
                          and (cast(:status as text) is null or status = :status)
                        order by proposal.id desc limit :limit
                        """)
                .param("accounts", ids(accounts))
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("status", status == null ? null : status.name())
                .param("limit", size + 1)
                .query((row, number) -> row(row))
                .list();
        return rows.size() <= size
                ? new Page(rows, null)
                : new Page(rows.subList(0, size), rows.get(size - 1).id());
    }

    private static String state(ResultSet row) throws SQLException {
        var status = row.getString("status");
        if (!status.equals(ProposalStatus.READY.name())) {
            return status;
        }
        return row.getString("refusal") != null ? "REFUSED" : row.getBoolean("complete") ? LEAVING : status;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                new ProposalNumber(row.getString("number")),
                ProposalStatus.valueOf(row.getString("status")),
                state(row),
                row.getString("account"),
                row.getString("template"),
                row.getString("company"),
                source(row),
                instant(row, "prepared_at").orElseThrow(),
                instant(row, "sent_at").orElse(null),
                row.getObject("expires_on", LocalDate.class),
                instant(row, "settled_at").orElse(null));
    }

    /** @param acceptedAt null: not yet */
    public record SentSection(
            int position,
            String title,
            String text,
            @Nullable Instant acceptedAt) {

        public List<String> paragraphs() {
            return new Section(title, text).paragraphs();
        }
    }

    /**
     * @param state what people call it: its status; REFUSED while its recipient is to be corrected, LEAVING from the
     *     click on until it is sent
     * @param recipients how many addresses it went to, one after the other
     * @param client among the account's partners; null: before it is sent
     * @param sealedDocument in the client's vault: the contract with its proof; null: not sealed
     * @param trailDocument the audit trail beside it; null with it
     * @param mailState of the latest mail to the client: a {@code MessageState}; null: none was queued
     */
    public record Details(
            ProposalNumber number,
            ProposalStatus status,
            String state,
            @Nullable CompanyRefusal refusal,
            AccountId accountId,
            String accountCode,
            String accountName,
            long templateVersion,
            String template,
            @Nullable String mail,
            @Nullable String company,
            @Nullable String mobile,
            @Nullable LeadSource leadSource,
            @Nullable String location,
            String language,
            Map<String, String> entries,
            @Nullable Long client,
            @Nullable String clientReference,
            int recipients,
            @Nullable Instant sentAt,
            @Nullable LocalDate expiresOn,
            @Nullable Instant settledAt,
            @Nullable String declineReason,
            @Nullable Instant sealedAt,
            @Nullable DocumentId sealedDocument,
            @Nullable DocumentId trailDocument,
            @Nullable String mailState,
            List<SentSection> sections,
            @Nullable LegalInformation legal,
            List<ProposalEvent> history) {

        public boolean isLeaving() {
            return state.equals(LEAVING);
        }

        @Override
        public String toString() {
            return "Details[" + number + "]"; // much of it is about a person
        }
    }

    /** @throws ProposalRefused if there is none in these accounts */
    public Details details(ProposalNumber number, Collection<AccountId> accounts) {
        return jdbc.sql("""
                        select proposal.*, account.code as account_code, account.name as account_name,
                          template.name || ' (v' || version.number || ')' as template, location.name as location,
                          partner.reference as client_reference,
                          (select outcome.state from proposal_mail mail
                           join message_outcome outcome
                             on outcome.flow = 'proposal' and outcome.run = mail.run and outcome.recipient = mail.id
                           where mail.proposal_id = proposal.id order by mail.id desc limit 1) as mail_state
                        from proposal
                        join account on account.id = proposal.account_id
                        join proposal_template_version version on version.id = proposal.template_version_id
                        join proposal_template template on template.id = version.template_id
                        left join location on location.id = proposal.location_id
                        left join partner on partner.id = proposal.partner_id
                        where proposal.number = :number and proposal.account_id = any(:accounts)
                        """)
                .param("number", number.value())
                .param("accounts", ids(accounts))
                .query((row, n) -> details(row))
                .optional()
                .orElseThrow(ProposalRefused::unknown);
    }

    private Details details(ResultSet row) throws SQLException {
        var id = row.getLong("id");
        var refusal = row.getString("refusal");
        var client = row.getObject("partner_id", Long.class);
        var recipients = row.getInt("recipients");
        var signed = client == null ? NOT_SIGNED : copies.signed(new PartnerId(client), id, recipients);
        return new Details(
                new ProposalNumber(row.getString("number")),
                ProposalStatus.valueOf(row.getString("status")),
                state(row),
                refusal == null ? null : CompanyRefusal.valueOf(refusal),
                new AccountId(row.getLong("account_id")),
                row.getString("account_code"),
                row.getString("account_name"),
                row.getLong("template_version_id"),
                row.getString("template"),
                row.getString("mail"),
                row.getString("company"),
                row.getString("mobile"),
                source(row),
                row.getString("location"),
                row.getString("language"),
                entries(row.getString("entries")),
                client,
                row.getString("client_reference"),
                recipients,
                instant(row, "sent_at").orElse(null),
                row.getObject("expires_on", LocalDate.class),
                instant(row, "settled_at").orElse(null),
                row.getString("decline_reason"),
                instant(row, "sealed_at").orElse(null),
                signed.sealed().map(VaultDocument::id).orElse(null),
                signed.trail().map(VaultDocument::id).orElse(null),
                row.getString("mail_state"),
                sections(id),
                legal(id).orElse(null),
                history.of(id));
    }

    List<SentSection> sections(long proposal) {
        return jdbc.sql("select * from proposal_section where proposal_id = ? order by position")
                .param(proposal)
                .query((row, number) -> new SentSection(
                        row.getInt("position"),
                        row.getString("title"),
                        row.getString("text"),
                        instant(row, "accepted_at").orElse(null)))
                .list();
    }

    Optional<LegalInformation> legal(long proposal) {
        return jdbc.sql("select * from proposal_legal where proposal_id = ?")
                .param(proposal)
                .query((row, number) -> new LegalInformation(
                        CompanyForm.valueOf(row.getString("form")),
                        row.getString("name"),
                        new CompanyIdentifier(row.getString("identifier")),
                        row.getString("address"),
                        row.getString("signatory_name"),
                        row.getString("signatory_quality"),
                        instant(row, "given_at").orElseThrow()))
                .optional();
    }

    private Map<String, String> entries(String stored) {
        try {
            return json.readValue(stored, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable LeadSource source(ResultSet row) throws SQLException {
        var source = row.getString("lead_source");
        return source == null ? null : LeadSource.valueOf(source);
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static Long[] ids(Collection<AccountId> accounts) {
        return accounts.stream().map(AccountId::value).toArray(Long[]::new);
    }
}

package fr.paraphe.campaign;

import fr.paraphe.account.AccountId;
import fr.paraphe.account.AccountOption;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.Options;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Campaigns as the person at work may see them: agents and managers read those of their accounts. */
@Service
@Transactional(readOnly = true)
public class CampaignReading {

    private static final CampaignFigures NOTHING = new CampaignFigures(0, 0, 0, 0, 0);

    private static final String STATE = """
            case when c.launched_at is null then case when c.closed_at is null then 'DRAFT' else 'ABANDONED' end
              when c.closed_at is not null or c.active_until <= :now then 'CLOSED'
              when :now < c.active_from then 'SCHEDULED' else 'ACTIVE' end""";

    private final CampaignAccess access;
    private final CampaignTriggers triggers;
    private final CampaignDocuments documents;
    private final CampaignLogos logos;
    private final CampaignAudience audience;
    private final CampaignTimeline timeline;
    private final Accounts accounts;
    private final Options options;
    private final JdbcClient jdbc;
    private final Clock clock;

    CampaignReading(
            CampaignAccess access,
            CampaignTriggers triggers,
            CampaignDocuments documents,
            CampaignLogos logos,
            CampaignAudience audience,
            CampaignTimeline timeline,
            Accounts accounts,
            Options options,
            JdbcClient jdbc,
            Clock clock) {
        this.access = access;
        this.triggers = triggers;
        this.documents = documents;
        this.logos = logos;
        this.audience = audience;
        this.timeline = timeline;
        this.accounts = accounts;
        this.options = options;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The campaigns of the accounts that the person sees, the newest first (C-26).
     *
     * @param state null: all but abandoned drafts
     * @param after the last page's {@code next}; null: the first page
     */
    public CampaignPage<CampaignSummary> list(@Nullable CampaignState state, @Nullable Long after, int limit) {
        var rows = jdbc.sql("""
                        select c.*, account.code, %1$s as state
                        from campaign c join account on account.id = c.account_id
                        where c.account_id = any(:accounts)
                          and (cast(:after as bigint) is null or c.id < :after)
                          and case when cast(:state as text) is null then %1$s <> 'ABANDONED' else %1$s = :state end
                        order by c.id desc limit :limit
                        """.formatted(STATE))
                .param("accounts", seen())
                .param("now", OffsetDateTime.now(clock))
                .param("state", state == null ? null : state.name())
                .param("after", after)
                .param("limit", limit + 1)
                .query((row, number) -> summary(row))
                .list();
        var page = CampaignPage.of(rows, limit, CampaignSummary::id);
        var figures =
                audience.figures(page.rows().stream().map(CampaignSummary::id).toList());
        return new CampaignPage<>(
                page.rows().stream()
                        .map(row -> row.with(figures.getOrDefault(row.id(), NOTHING)))
                        .toList(),
                page.next());
    }

    /** @throws CampaignRefused if there is none of this number for the person at work */
    public CampaignView byNumber(CampaignNumber number) {
        var campaign = access.toRead(number);
        var account = accounts.byId(campaign.account());
        return new CampaignView(
                number.value(),
                account.id(),
                account.code(),
                account.name(),
                campaign.state(clock.instant()),
                campaign.step(),
                campaign.version(),
                campaign.kind(),
                campaign.title(),
                campaign.startsOn(),
                campaign.endsOn(),
                campaign.population(triggers.of(campaign)),
                campaign.message(),
                campaign.isNotifiedByMail(),
                logos.version(campaign).orElse(null),
                documents.list(campaign),
                options.isOn(campaign.account(), AccountOption.ATTACHED_CAMPAIGNS),
                audience.figures(campaign),
                campaign.createdBy(),
                campaign.createdAt(),
                campaign.launchedBy(),
                campaign.launchedAt(),
                campaign.closedBy(),
                campaign.closedAt(),
                timeline.of(campaign));
    }

    /** The state alone, for whoever asks what may be done next. */
    public CampaignState state(CampaignNumber number) {
        return access.toRead(number).state(clock.instant());
    }

    /** Its logo, a JPEG; null: none. */
    public byte @Nullable [] logo(CampaignNumber number) {
        return logos.of(access.toRead(number)).orElse(null);
    }

    private Long[] seen() {
        return access.scope().accounts().stream().map(AccountId::value).toArray(Long[]::new);
    }

    private static CampaignSummary summary(ResultSet row) throws SQLException {
        var kind = row.getString("kind");
        return new CampaignSummary(
                row.getLong("id"),
                row.getString("number"),
                row.getString("code"),
                CampaignState.valueOf(row.getString("state")),
                kind == null ? null : CampaignKind.valueOf(kind),
                row.getString("title"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                row.getString("created_by"),
                instant(row, "created_at"),
                NOTHING);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

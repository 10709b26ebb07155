package fr.paraphe.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many partners a campaign is for, and what became of them: counted where they are. */
@Repository
class CampaignAudience {

    private static final String FIGURES =
            """
            select c.id, reached.reached + still.still as audience, reached.delivered, reached.read,
              signatures.to_sign, signatures.signed
            from campaign c
            cross join lateral (
              select count(*) as reached, count(delivered_at) as delivered, count(read_at) as read
              from campaign_delivery where campaign_id = c.id) reached
            cross join lateral (
              select count(*) as still from partner p join account a on a.id = p.account_id
              where p.related_since < coalesce(c.closed_at, c.active_until, 'infinity')
                and p.account_id = any(array%s) and %s
                and not exists (select from campaign_delivery where campaign_id = c.id and partner_id = p.id)) still
            cross join lateral (
              select count(*) as to_sign, count(*) filter (where done) as signed
              from (
                select f.partner_id, bool_and(f.signature <> 'ASKED') as done
                from campaign_document d join document f on f.origin = '%s' || c.number || '/' || d.id
                where d.campaign_id = c.id and d.asked and f.account_id = any(array%s) and f.signature <> 'NONE'
                group by f.partner_id) asked) signatures
            where c.id = any(:campaigns)
            """.formatted(CampaignSql.ACCOUNTS, CampaignSql.TARGETED, CampaignReaching.ORIGIN, CampaignSql.ACCOUNTS);

    private final JdbcClient jdbc;
    private final Clock clock;

    CampaignAudience(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    CampaignFigures figures(Campaign campaign) {
        return figures(List.of(campaign.id())).getOrDefault(campaign.id(), new CampaignFigures(0, 0, 0, 0, 0));
    }

    /** @return by the campaigns' ids */
    Map<Long, CampaignFigures> figures(Collection<Long> campaigns) {
        return jdbc
                .sql(FIGURES)
                .param("campaigns", campaigns.toArray(Long[]::new))
                .param("now", OffsetDateTime.now(clock))
                .query((row, number) -> Map.entry(row.getLong("id"), figures(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static CampaignFigures figures(ResultSet row) throws SQLException {
        return new CampaignFigures(
                row.getLong("audience"),
                row.getLong("delivered"),
                row.getLong("read"),
                row.getLong("to_sign"),
                row.getLong("signed"));
    }
}

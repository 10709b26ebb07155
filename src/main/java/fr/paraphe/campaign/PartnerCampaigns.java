package fr.paraphe.campaign;

import fr.paraphe.partner.PartnerId;
import fr.paraphe.vault.DocumentRead;
import fr.paraphe.vault.PartnerVault;
import fr.paraphe.vault.VaultDocument;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The campaigns of one partner, or of the several that one person stands behind, once their documents are there. What
 * is not theirs does not exist here; who the asker is is the caller's matter.
 */
@Service
@Transactional
public class PartnerCampaigns {

    private static final String SELECT = """
            select c.number, c.title, c.message, a.name as agency, l.version as logo, r.partner_id, r.delivered_at,
              r.read_at, c.closed_at is null and (c.active_until is null or :now < c.active_until) as running,
              (select count(*) from campaign_document d join document f
                on f.partner_id = r.partner_id and f.origin = '%s' || c.number || '/' || d.id
                where d.campaign_id = c.id) as documents
            from campaign_delivery r
            join campaign c on c.id = r.campaign_id
            join account a on a.id = c.account_id
            left join campaign_logo l on l.campaign_id = c.id
            where r.partner_id = any(:partners) and r.delivered_at is not null
            """.formatted(CampaignReaching.ORIGIN);

    private final PartnerVault vault;
    private final JdbcClient jdbc;
    private final Clock clock;

    PartnerCampaigns(PartnerVault vault, JdbcClient jdbc, Clock clock) {
        this.vault = vault;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Unread ones first, then the latest; with the present title, message and logo of each (C-21, C-22). */
    @Transactional(readOnly = true)
    public List<PartnerCampaign> of(Collection<PartnerId> partners, int atMost) {
        return jdbc.sql(SELECT + "order by r.read_at is not null, r.delivered_at desc, c.id desc limit :limit")
                .param("partners", ids(partners))
                .param("now", now())
                .param("limit", atMost)
                .query(PartnerCampaigns::campaign)
                .list();
    }

    /** How many there are that were never opened. */
    @Transactional(readOnly = true)
    public long unread(Collection<PartnerId> partners) {
        return jdbc.sql("""
                        select count(*) from campaign_delivery
                        where partner_id = any(:partners) and delivered_at is not null and read_at is null""").param("partners", ids(partners)).query(Long.class).single();
    }

    /** A campaign with the documents that came with it, as far as the vault still holds them. */
    public record Opened(PartnerCampaign campaign, List<VaultDocument> documents) {}

    /**
     * Opens one: from then on it is read.
     *
     * @param partner one of the person's own
     * @throws CampaignRefused if this partner has no such campaign
     */
    public Opened open(CampaignNumber number, PartnerId partner) {
        markRead(partner, number);
        var campaign = jdbc.sql(SELECT + "and c.number = :number")
                .param("partners", ids(List.of(partner)))
                .param("number", number.value())
                .param("now", now())
                .query(PartnerCampaigns::campaign)
                .optional()
                .orElseThrow(() -> CampaignRefused.unknown(number.value()));
        return new Opened(campaign, documents(number, partner));
    }

    /** What came with one, as far as the vault still holds it; looking at the list is no reading. */
    @Transactional(readOnly = true)
    public List<VaultDocument> documents(CampaignNumber number, PartnerId partner) {
        return jdbc.sql("""
                        select d.id from campaign_document d
                        join campaign c on c.id = d.campaign_id where c.number = ? order by d.id""").param(number.value()).query(Long.class).list().stream()
                .map(document -> vault.ofOrigin(partner, CampaignReaching.ORIGIN + number + "/" + document))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The logo, a JPEG; empty if there is none, or none of these partners got the campaign. */
    @Transactional(readOnly = true)
    public Optional<byte[]> logo(CampaignNumber number, Collection<PartnerId> partners) {
        return jdbc.sql("""
                        select l.jpeg from campaign_logo l join campaign c on c.id = l.campaign_id
                        where c.number = :number and exists (
                          select from campaign_delivery
                          where campaign_id = c.id and partner_id = any(:partners) and delivered_at is not null)""")
                .param("number", number.value())
                .param("partners", ids(partners))
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    /** Whoever opens a campaign's document has read the campaign. */
    @EventListener
    void documentRead(DocumentRead read) {
        if (read.origin().startsWith(CampaignReaching.ORIGIN)) {
            var number = read.origin()
                    .substring(CampaignReaching.ORIGIN.length(), read.origin().lastIndexOf('/'));
            markRead(read.partner(), new CampaignNumber(number));
        }
    }

    private void markRead(PartnerId partner, CampaignNumber number) {
        jdbc.sql("""
                        update campaign_delivery r set read_at = :now from campaign c
                        where c.number = :number and r.campaign_id = c.id and r.partner_id = :partner
                          and r.delivered_at is not null and r.read_at is null""")
                .param("now", now())
                .param("number", number.value())
                .param("partner", partner.value())
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static Long[] ids(Collection<PartnerId> partners) {
        return partners.stream().map(PartnerId::value).toArray(Long[]::new);
    }

    private static PartnerCampaign campaign(ResultSet row, int n) throws SQLException {
        return new PartnerCampaign(
                new CampaignNumber(row.getString("number")),
                new PartnerId(row.getLong("partner_id")),
                row.getString("agency"),
                row.getString("title"),
                row.getString("message"),
                row.getObject("logo", Long.class),
                row.getBoolean("running"),
                row.getObject("delivered_at", OffsetDateTime.class).toInstant(),
                CampaignDeliveries.instant(row, "read_at"),
                row.getInt("documents"));
    }
}

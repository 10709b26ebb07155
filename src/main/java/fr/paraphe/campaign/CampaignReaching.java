package fr.paraphe.campaign;

import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnersLoggedIn;
import fr.paraphe.vault.DocumentsFiled;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Notes whom the active campaigns reach, in the transaction of what reaches them: a filing (C-02) or a login (C-03).
 * The dates count and not the process, which may follow later; each partner is noted once for a campaign, whoever says
 * so at the same time (C-24). A campaign's row is held meanwhile, so that whoever closes it comes before or after.
 */
@Service
class CampaignReaching {

    /** How the origins of a campaign's own documents begin. */
    static final String ORIGIN = "campaign ";

    private final CampaignDelivering delivering;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    CampaignReaching(CampaignDelivering delivering, ApplicationEventPublisher events, JdbcClient jdbc, Clock clock) {
        this.delivering = delivering;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a campaign files reaches nobody, or campaigns would set each other off without end (C-23). */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void filed(DocumentsFiled filed) {
        if (filed.origin().startsWith(ORIGIN)) {
            return;
        }
        var campaigns = jdbc.sql("""
                        select c.id
                        from account a
                        join campaign c on c.account_id in (a.id, a.parent_id)
                        where a.id = :account and c.kind = 'DOCUMENT'
                          and exists (select from campaign_trigger where campaign_id = c.id and type_id = :type)
                          and %s
                        order by c.id for share of c
                        """.formatted(CampaignSql.ACTIVE))
                .param("account", filed.account().value())
                .param("type", filed.type().value())
                .param("now", now())
                .query(Long.class)
                .list();
        if (!campaigns.isEmpty()) {
            reach(campaigns, filed);
        }
    }

    private void reach(Collection<Long> campaigns, DocumentsFiled filed) {
        jdbc.sql("""
                        insert into campaign_delivery (campaign_id, partner_id, account_id, reached_at)
                        select c.id, p.id, p.account_id, :now
                        from document d
                        join partner p on p.id = d.partner_id
                        join account a on a.id = p.account_id
                        join campaign c on c.id = any(:campaigns)
                        where d.account_id = :account and d.origin = :origin and d.filed_at = :at and %s
                        order by c.id, p.id
                        on conflict (campaign_id, partner_id) do nothing
                        """.formatted(CampaignSql.TARGETED))
                .param("campaigns", campaigns.toArray(Long[]::new))
                .param("account", filed.account().value())
                .param("origin", filed.origin())
                .param("at", OffsetDateTime.ofInstant(filed.at(), clock.getZone()))
                .param("now", now())
                .update();
    }

    private record Found(long campaign, long partner) {}

    /** Few partners stand behind one login: they find the documents as soon as they are in. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void loggedIn(PartnersLoggedIn login) {
        var found = jdbc.sql("""
                        select c.id as campaign, p.id as partner
                        from partner p
                        join account a on a.id = p.account_id
                        join campaign c on c.account_id in (a.id, a.parent_id)
                        where p.id = any(:partners) and c.kind = 'RECIPIENT' and %s and %s
                          and not exists (select from campaign_delivery where campaign_id = c.id and partner_id = p.id)
                        order by c.id, p.id for share of c
                        """.formatted(CampaignSql.ACTIVE, CampaignSql.TARGETED))
                .param(
                        "partners",
                        login.partners().stream().map(PartnerId::value).toArray(Long[]::new))
                .param("now", now())
                .query(Found.class)
                .list();
        byCampaign(found).forEach((campaign, partners) -> {
            reach(campaign, partners);
            delivering.deliverTo(campaign, partners);
        });
    }

    private void reach(long campaign, Collection<Long> partners) {
        jdbc.sql("""
                        insert into campaign_delivery (campaign_id, partner_id, account_id, reached_at)
                        select :campaign, p.id, p.account_id, :now
                        from partner p where p.id = any(:partners) order by p.id
                        on conflict (campaign_id, partner_id) do nothing
                        """)
                .param("campaign", campaign)
                .param("partners", partners.toArray(Long[]::new))
                .param("now", now())
                .update();
    }

    private static Map<Long, TreeSet<Long>> byCampaign(List<Found> found) {
        var byCampaign = new LinkedHashMap<Long, TreeSet<Long>>();
        found.forEach(one -> byCampaign
                .computeIfAbsent(one.campaign(), campaign -> new TreeSet<>())
                .add(one.partner()));
        return byCampaign;
    }

    /** The campaigns with partners who wait for documents, and whose process does not know it. */
    @Transactional(readOnly = true)
    public List<CampaignNumber> untold() {
        return jdbc.sql("""
                        select c.number from campaign c
                        where c.launched_at is not null and c.closed_at is null and not c.delivering
                          and exists (select from campaign_delivery
                            where campaign_id = c.id and delivered_at is null)
                        order by c.id""").query(String.class).list().stream()
                .map(CampaignNumber::new)
                .toList();
    }

    /**
     * Tells the process once, until it has served everybody: however many are reached meanwhile. One that is held by a
     * filing or a change is told the next time.
     */
    @Transactional
    public void tell(CampaignNumber number) {
        var untold = jdbc.sql("""
                        update campaign set delivering = true where id = (
                          select id from campaign where number = ? and not delivering for update skip locked)""").param(number.value()).update();
        if (untold == 1) {
            events.publishEvent(new PartnersReached(number));
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}

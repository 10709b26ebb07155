package fr.paraphe.campaign;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import fr.paraphe.account.AccountId;
import fr.paraphe.vault.DocumentFiling;
import fr.paraphe.vault.PartnerSelection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Files a campaign's documents to those whom it reached, each once: who is served is claimed in the same transaction,
 * and the vault takes each origin once. What one attempt did not commit, the next one does.
 */
@Service
@Transactional
public class CampaignDelivering {

    private final CampaignDocuments documents;
    private final CampaignMailing mailing;
    private final DocumentFiling filing;
    private final CampaignSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Counter deliveries;

    CampaignDelivering(
            CampaignDocuments documents,
            CampaignMailing mailing,
            DocumentFiling filing,
            CampaignSettings settings,
            JdbcClient jdbc,
            Clock clock,
            MeterRegistry metrics) {
        this.documents = documents;
        this.mailing = mailing;
        this.filing = filing;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
        this.deliveries = metrics.counter("paraphe.deliveries");
    }

    private record Claimed(long partner, long account) {}

    /**
     * Serves some of those who wait. Several callers share the work.
     *
     * @return whether others wait still
     */
    public boolean deliverNext(CampaignNumber number) {
        var campaign = jdbc.sql("select id from campaign where number = ?")
                .param(number.value())
                .query(Long.class)
                .single();
        var claimed = jdbc.sql("""
                        update campaign_delivery set delivered_at = :now
                        where campaign_id = :campaign and partner_id = any(array(
                          select partner_id from campaign_delivery
                          where campaign_id = :campaign and delivered_at is null
                          order by partner_id limit :limit for update skip locked))
                        returning partner_id as partner, account_id as account
                        """)
                .param("campaign", campaign)
                .param("limit", settings.deliveryBatch())
                .param("now", OffsetDateTime.now(clock))
                .query(Claimed.class)
                .list();
        file(campaign, number, claimed);
        mailing.tell(campaign, claimed.stream().map(Claimed::partner).toList());
        if (claimed.size() == settings.deliveryBatch()) {
            return true;
        }
        jdbc.sql("update campaign set delivering = false where id = ?")
                .param(campaign)
                .update();
        return false;
    }

    /** Serves these partners at once, if nobody else is about to. */
    void deliverTo(long campaign, Collection<Long> partners) {
        var number = jdbc.sql("select number from campaign where id = ?")
                .param(campaign)
                .query(String.class)
                .single();
        var claimed = jdbc.sql("""
                        update campaign_delivery set delivered_at = :now
                        where campaign_id = :campaign and partner_id = any(:partners) and delivered_at is null
                        returning partner_id as partner, account_id as account
                        """)
                .param("campaign", campaign)
                .param("partners", partners.toArray(Long[]::new))
                .param("now", OffsetDateTime.now(clock))
                .query(Claimed.class)
                .list();
        file(campaign, new CampaignNumber(number), claimed);
    }

    /** A document belongs to the account whose partner gets it. */
    private void file(long campaign, CampaignNumber number, List<Claimed> claimed) {
        byAccount(claimed).forEach((account, partners) -> {
            var selection = new PartnerSelection(
                    "select unnest(cast(:chosenPartners as bigint[]))",
                    Map.of("chosenPartners", partners.toArray(Long[]::new)));
            for (var document : documents.outgoing(campaign, number, new AccountId(account))) {
                filing.file(document, selection);
            }
        });
        if (!claimed.isEmpty()) {
            deliveries.increment(claimed.size());
            documents.markAsked(campaign);
        }
    }

    private static Map<Long, List<Long>> byAccount(List<Claimed> claimed) {
        return claimed.stream()
                .collect(groupingBy(Claimed::account, TreeMap::new, mapping(Claimed::partner, toList())));
    }
}

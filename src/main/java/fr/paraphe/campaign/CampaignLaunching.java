package fr.paraphe.campaign;

import fr.paraphe.problem.Refusal.WrongField;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends a draft: launched or abandoned (C-20). Its process asks here, by whatever door somebody answered. */
@Service
@Transactional
public class CampaignLaunching {

    private final CampaignAccess access;
    private final Campaigns campaigns;
    private final CampaignTriggers triggers;
    private final CampaignDocuments documents;
    private final CampaignAudience audience;
    private final CampaignTimeline timeline;
    private final Clock clock;

    CampaignLaunching(
            CampaignAccess access,
            Campaigns campaigns,
            CampaignTriggers triggers,
            CampaignDocuments documents,
            CampaignAudience audience,
            CampaignTimeline timeline,
            Clock clock) {
        this.access = access;
        this.campaigns = campaigns;
        this.triggers = triggers;
        this.documents = documents;
        this.audience = audience;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** What stands in the way of a launch now, each field with the key of its text; empty: nothing. */
    @Transactional(readOnly = true)
    public List<WrongField> missing(CampaignNumber number) {
        var campaign = access.toRead(number);
        return campaign.missing(
                campaign.population(triggers.of(campaign)),
                documents.list(campaign).size(),
                LocalDate.now(clock));
    }

    /**
     * Launches a draft whose documents have their seals then: it is active from its first day on, or at once.
     *
     * @throws CampaignRefused naming what is missing, or if it is no draft any more
     * @throws fr.paraphe.vault.VaultRefused if a document cannot be sealed
     */
    public void launch(CampaignNumber number) {
        var campaign = access.toChange(number);
        var types = triggers.of(campaign);
        campaign.launch(
                campaign.population(types),
                documents.list(campaign).size(),
                access.manager().userId(),
                clock);
        documents.seal(campaign);
        campaigns.flush();
        timeline.add(
                campaign,
                CampaignEvent.What.LAUNCHED,
                audience.figures(campaign).audience());
    }

    /** Gives a draft up. */
    public void abandon(CampaignNumber number) {
        var campaign = access.toChange(number);
        campaign.abandon(access.manager().userId(), clock.instant());
        timeline.add(campaign, CampaignEvent.What.ABANDONED);
    }

    /** Whether it is launched already: the same click twice. Until the transaction ends, nobody else launches it. */
    public boolean isLaunched(CampaignNumber number) {
        return access.toChange(number).isLaunched();
    }

    /** @param until null: until closed by hand */
    public record Period(Instant from, @Nullable Instant until) {}

    /** When a launched campaign is active. */
    @Transactional(readOnly = true)
    public Period period(CampaignNumber number) {
        var campaign =
                campaigns.findByNumber(number.value()).orElseThrow(() -> CampaignRefused.unknown(number.value()));
        return new Period(campaign.activeFrom(), campaign.activeUntil());
    }
}

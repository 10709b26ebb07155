package fr.paraphe.campaign;

import fr.paraphe.account.AccountOption;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.Options;
import java.io.InputStream;
import java.time.Clock;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Fills in a draft, step by step in any order, and changes a campaign that runs (C-21): title, message and logo at once
 * for everyone, population and dates for what is still to come. A step that is refused leaves what was there.
 */
@Service
@Transactional
public class CampaignEditing {

    private final CampaignAccess access;
    private final CampaignTriggers triggers;
    private final CampaignLogos logos;
    private final CampaignTimeline timeline;
    private final Accounts accounts;
    private final Options options;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CampaignEditing(
            CampaignAccess access,
            CampaignTriggers triggers,
            CampaignLogos logos,
            CampaignTimeline timeline,
            Accounts accounts,
            Options options,
            ApplicationEventPublisher events,
            Clock clock) {
        this.access = access;
        this.triggers = triggers;
        this.logos = logos;
        this.timeline = timeline;
        this.accounts = accounts;
        this.options = options;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Step 1: title and dates (C-04 to C-06).
     *
     * @throws CampaignRefused naming each wrong value: {@code title}, {@code startsOn}, {@code endsOn}
     */
    public void describe(CampaignNumber number, CampaignParameters parameters) {
        var campaign = access.toChange(number);
        if (campaign.describe(parameters, clock)) {
            events.publishEvent(new CampaignRescheduled(number));
        }
        remember(campaign, CampaignEvent.What.PARAMETERS_CHANGED);
    }

    /**
     * Step 2: what reaches a partner (C-07). What the other kind alone asks in step 3 is forgotten.
     *
     * @throws CampaignRefused if it is launched with the other kind
     */
    public void triggerBy(CampaignNumber number, CampaignKind kind) {
        var campaign = access.toChange(number);
        campaign.triggerBy(kind, clock.instant());
        if (kind == CampaignKind.RECIPIENT) {
            triggers.replace(campaign, Set.of());
        }
    }

    /**
     * Step 3: whom it is for (C-08 to C-12). A draft may be left half filled in.
     *
     * @throws CampaignRefused if attached accounts are meant and the account's options do not allow it, or, once it is
     *     launched, naming what is missing: {@code partnerKinds}, {@code relations}, {@code documentTypes},
     *     {@code scopes}
     * @throws fr.paraphe.vault.VaultRefused if the account has no such type of document
     */
    public void target(CampaignNumber number, Population population) {
        var campaign = access.toChange(number);
        if (population.scopes().contains(CampaignScope.ATTACHED_ACCOUNTS)) {
            refuseUnlessAttachedAllowed(campaign);
        }
        campaign.target(population, clock.instant());
        triggers.replace(campaign, campaign.kind() == CampaignKind.RECIPIENT ? Set.of() : population.documentTypes());
        remember(campaign, CampaignEvent.What.POPULATION_CHANGED);
    }

    private void refuseUnlessAttachedAllowed(Campaign campaign) {
        if (!options.isOn(campaign.account(), AccountOption.ATTACHED_CAMPAIGNS)) {
            throw CampaignRefused.attachedAccountsOff(
                    accounts.byId(campaign.account()).name());
        }
    }

    /**
     * Step 5: what partners read (C-19), and whether they are told by mail (C-27).
     *
     * @throws CampaignRefused if the {@code message} is too long
     */
    public void say(CampaignNumber number, CampaignContent content) {
        var campaign = access.toChange(number);
        campaign.say(content, clock.instant());
        remember(campaign, CampaignEvent.What.CONTENT_CHANGED);
    }

    /**
     * Step 5: the logo (C-19), a JPEG whatever its file's name.
     *
     * @param content read no further than the size limit
     * @throws CampaignRefused if it is no JPEG, or too large
     */
    public void show(CampaignNumber number, String fileName, InputStream content) {
        var campaign = access.toChange(number);
        campaign.refuseUnlessOpen(clock.instant());
        logos.put(campaign, fileName, content);
        remember(campaign, CampaignEvent.What.CONTENT_CHANGED);
    }

    public void removeLogo(CampaignNumber number) {
        var campaign = access.toChange(number);
        campaign.refuseUnlessOpen(clock.instant());
        logos.remove(campaign);
        remember(campaign, CampaignEvent.What.CONTENT_CHANGED);
    }

    /** A draft's history begins with its launch. */
    private void remember(Campaign campaign, CampaignEvent.What what) {
        if (campaign.isLaunched()) {
            timeline.add(campaign, what);
        }
    }
}

package fr.paraphe.campaign;

import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The beginning and the end of a campaign that is launched. Nobody is reached after the end; who has it keeps it. */
@Service
@Transactional
public class CampaignClosing {

    private final CampaignAccess access;
    private final CampaignMailing mailing;
    private final CampaignTimeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CampaignClosing(
            CampaignAccess access,
            CampaignMailing mailing,
            CampaignTimeline timeline,
            ApplicationEventPublisher events,
            Clock clock) {
        this.access = access;
        this.mailing = mailing;
        this.timeline = timeline;
        this.events = events;
        this.clock = clock;
    }

    /** Its first day has come: its recipients are told, if they are to be. Twice is as once. */
    public void open(CampaignNumber number) {
        var campaign = access.inTheBackground(number);
        timeline.add(campaign, CampaignEvent.What.OPENED);
        mailing.announce(campaign);
    }

    /**
     * Closes it by hand (C-25).
     *
     * @throws CampaignRefused if it is closed already, or a draft
     */
    public void close(CampaignNumber number) {
        var campaign = access.toChange(number);
        campaign.close(access.manager().userId(), clock.instant());
        timeline.add(campaign, CampaignEvent.What.CLOSED);
        events.publishEvent(new CampaignClosed(number));
    }

    /**
     * Its end has come, or it was closed by hand.
     *
     * @throws CampaignRefused if neither is so: somebody told the process alone
     */
    public void end(CampaignNumber number) {
        var campaign = access.inTheBackground(number);
        if (campaign.end(clock.instant())) {
            timeline.add(campaign, CampaignEvent.What.ENDED);
        }
    }
}

package fr.paraphe.campaign;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Goes from step to step of the preparation, forwards and backwards; the draft remembers where one was. */
@Service
@Transactional
public class CampaignStepping {

    private final CampaignAccess access;
    private final CampaignTriggers triggers;
    private final CampaignDocuments documents;
    private final Clock clock;

    CampaignStepping(CampaignAccess access, CampaignTriggers triggers, CampaignDocuments documents, Clock clock) {
        this.access = access;
        this.triggers = triggers;
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * Keeps what was filled in and goes on, or does neither.
     *
     * @param version of the campaign that the person was looking at
     * @param filled keeps what this step was filled in with
     * @throws CampaignRefused if somebody changed the campaign meanwhile, or one goes forwards and the step lacks
     *     something
     */
    public void go(CampaignNumber number, int version, CampaignStep from, CampaignStep to, Runnable filled) {
        var campaign = access.toChange(number);
        campaign.refuseIfChangedSince(version);
        filled.run();
        if (to.compareTo(from) > 0) {
            refuseIfLacking(campaign, from);
        }
        campaign.goTo(to);
    }

    /**
     * Launches what somebody has read in the summary; one that is launched already stays as it is.
     *
     * @param launch asks the process for it
     * @throws CampaignRefused if somebody changed it meanwhile, or something is missing
     */
    public void launch(CampaignNumber number, int version, Runnable launch) {
        var campaign = access.toChange(number);
        if (!campaign.isLaunched()) {
            campaign.refuseIfChangedSince(version);
            launch.run();
        }
    }

    private void refuseIfLacking(Campaign campaign, CampaignStep step) {
        var population = campaign.population(triggers.of(campaign));
        var count = documents.list(campaign).size();
        var lacking = campaign.missing(population, count, LocalDate.now(clock)).stream()
                .filter(wrong -> step.asksFor(wrong.field()))
                .toList();
        if (!lacking.isEmpty()) {
            throw CampaignRefused.incomplete(lacking);
        }
    }
}

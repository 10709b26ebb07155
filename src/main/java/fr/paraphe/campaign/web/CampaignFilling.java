package fr.paraphe.campaign.web;

import fr.paraphe.campaign.CampaignEditing;
import fr.paraphe.campaign.CampaignNumber;
import fr.paraphe.campaign.process.CampaignProcess;
import fr.paraphe.campaign.process.CampaignProcess.Started;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Fills in several steps at once: all of them or none. */
@Component
class CampaignFilling {

    private final CampaignProcess process;
    private final CampaignEditing editing;

    CampaignFilling(CampaignProcess process, CampaignEditing editing) {
        this.process = process;
        this.editing = editing;
    }

    /**
     * Opens a draft together with what is known of it already. One that the same request had opened before stays as it
     * is.
     */
    @Transactional
    Started create(CreateCampaign body, @Nullable String idempotencyKey) {
        var started = process.start(body.request(idempotencyKey));
        if (started.isNew()) {
            fillIn(started.number(), body);
        }
        return started;
    }

    private void fillIn(CampaignNumber number, CreateCampaign body) {
        var parameters = body.parameters();
        if (parameters != null) {
            editing.describe(number, parameters);
        }
        if (body.kind() != null) {
            editing.triggerBy(number, body.kind());
        }
        if (body.population() != null) {
            editing.target(number, body.population().population());
        }
        var content = body.content();
        if (content != null) {
            editing.say(number, content);
        }
    }
}

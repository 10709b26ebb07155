package fr.paraphe.campaign.process;

import fr.paraphe.campaign.CampaignDrafting;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Create draft": a campaign in which nothing is chosen yet, and its number. */
@Component
class CreateDraft implements JavaDelegate {

    private final CampaignDrafting drafting;

    CreateDraft(CampaignDrafting drafting) {
        this.drafting = drafting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var number = drafting.open(CampaignProcess.request(execution));
        execution.setProcessBusinessKey(number.value());
    }
}

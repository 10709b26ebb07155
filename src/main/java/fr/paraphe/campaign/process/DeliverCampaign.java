package fr.paraphe.campaign.process;

import fr.paraphe.campaign.CampaignDelivering;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Deliver campaign": its documents to some of those whom it reached. */
@Component
class DeliverCampaign implements JavaDelegate {

    private final CampaignDelivering delivering;

    DeliverCampaign(CampaignDelivering delivering) {
        this.delivering = delivering;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var left = delivering.deliverNext(CampaignProcess.number(execution));
        CampaignProcess.PARTNERS_LEFT.setLocal(execution, left);
    }
}

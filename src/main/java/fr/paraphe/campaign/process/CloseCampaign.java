package fr.paraphe.campaign.process;

import fr.paraphe.campaign.CampaignClosing;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Close campaign": its end has come, or somebody closed it. */
@Component
class CloseCampaign implements JavaDelegate {

    private final CampaignClosing closing;

    CloseCampaign(CampaignClosing closing) {
        this.closing = closing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        closing.end(CampaignProcess.number(execution));
    }
}

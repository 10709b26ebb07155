package fr.paraphe.campaign.process;

import fr.paraphe.campaign.CampaignClosing;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Open campaign": its first day has come. */
@Component
class OpenCampaign implements JavaDelegate {

    private final CampaignClosing closing;

    OpenCampaign(CampaignClosing closing) {
        this.closing = closing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        closing.open(CampaignProcess.number(execution));
    }
}

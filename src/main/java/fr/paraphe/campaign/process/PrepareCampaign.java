package fr.paraphe.campaign.process;

import fr.paraphe.campaign.CampaignLaunching;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Ends the task "Prepare campaign": refused without an answer, or as long as the draft is not complete. */
@Component
class PrepareCampaign implements TaskListener {

    private final CampaignLaunching launching;

    PrepareCampaign(CampaignLaunching launching) {
        this.launching = launching;
    }

    @Override
    public void notify(DelegateTask task) {
        var number = CampaignProcess.number(task.getExecution());
        if (CampaignProcess.LAUNCHED.from(task)) {
            launching.launch(number);
        } else {
            launching.abandon(number);
        }
    }
}

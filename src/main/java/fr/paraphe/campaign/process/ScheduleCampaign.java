package fr.paraphe.campaign.process;

import fr.paraphe.campaign.CampaignLaunching;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Schedule campaign": when it begins and ends, for the timers. */
@Component
class ScheduleCampaign implements JavaDelegate {

    private final CampaignLaunching launching;

    ScheduleCampaign(CampaignLaunching launching) {
        this.launching = launching;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CampaignProcess.schedule(execution, launching.period(CampaignProcess.number(execution)));
    }
}

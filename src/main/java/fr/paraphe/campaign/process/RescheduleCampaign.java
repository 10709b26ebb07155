package fr.paraphe.campaign.process;

import fr.paraphe.campaign.CampaignLaunching;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Reschedule campaign": other dates, and the timer that waits goes by them. */
@Component
class RescheduleCampaign implements JavaDelegate {

    private final CampaignLaunching launching;

    RescheduleCampaign(CampaignLaunching launching) {
        this.launching = launching;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CampaignProcess.schedule(execution, launching.period(CampaignProcess.number(execution)));
        CampaignProcess.resetTimers(execution);
    }
}

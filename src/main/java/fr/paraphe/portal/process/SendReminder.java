package fr.paraphe.portal.process;

import fr.paraphe.portal.InvitationMailing;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Send reminder": another mail, with another code; the earlier code is good no more. */
@Component
class SendReminder implements JavaDelegate {

    private final InvitationMailing mailing;

    SendReminder(InvitationMailing mailing) {
        this.mailing = mailing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        mailing.remind(PartnerInvitationProcess.number(execution));
    }
}

package fr.paraphe.portal.process;

import fr.paraphe.portal.InvitationMailing;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Send invitation": the first mail, with a link and an access code. */
@Component
class SendInvitation implements JavaDelegate {

    private final InvitationMailing mailing;

    SendInvitation(InvitationMailing mailing) {
        this.mailing = mailing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        mailing.send(PartnerInvitationProcess.number(execution));
    }
}

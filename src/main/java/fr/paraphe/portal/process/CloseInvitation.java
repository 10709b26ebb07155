package fr.paraphe.portal.process;

import fr.paraphe.portal.InvitationMailing;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Close invitation": no reminder is left, and the partner has not come. */
@Component
class CloseInvitation implements JavaDelegate {

    private final InvitationMailing mailing;

    CloseInvitation(InvitationMailing mailing) {
        this.mailing = mailing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        mailing.giveUp(PartnerInvitationProcess.number(execution));
    }
}

package fr.paraphe.portal.process;

import fr.paraphe.portal.InvitationMailing;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Plan next reminder": when it is due, counted from the first mail; null if none is left. */
@Component
class PlanNextReminder implements JavaDelegate {

    private final InvitationMailing mailing;

    PlanNextReminder(InvitationMailing mailing) {
        this.mailing = mailing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var next = mailing.nextReminder(PartnerInvitationProcess.number(execution));
        PartnerInvitationProcess.NEXT_REMINDER_AT.set(
                execution, next.map(Date::from).orElse(null));
    }
}

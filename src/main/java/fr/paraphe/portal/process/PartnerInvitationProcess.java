package fr.paraphe.portal.process;

import fr.paraphe.camunda.ProcessVariable;
import fr.paraphe.portal.InvitationNumber;
import fr.paraphe.portal.InvitationSettled;
import fr.paraphe.portal.PartnerInvited;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The process "Invite partner": its key, its variables and its doors, opened by what the portal tells. An invitation's
 * identity is the business key.
 */
@Component
class PartnerInvitationProcess {

    static final String KEY = "partner-invitation";

    /** The code of the account that invites: whose staff sees the instance. */
    static final ProcessVariable<String> ACCOUNT = ProcessVariable.of("account", String.class);

    static final ProcessVariable<Date> NEXT_REMINDER_AT = ProcessVariable.of("nextReminderAt", Date.class);

    /** How the invitation was settled: the name of an {@code InvitationState}. */
    static final ProcessVariable<String> SETTLED = ProcessVariable.of("settled", String.class);

    private static final String INVITATION_SETTLED = "Invitation settled";

    private final RuntimeService runtime;

    PartnerInvitationProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @EventListener
    void start(PartnerInvited invited) {
        runtime.startProcessInstanceByKey(KEY, invited.number().value(), Map.of(ACCOUNT.name(), invited.account()));
    }

    /** One whose process has ended already, as it was opened after the last reminder, waits for nothing. */
    @EventListener
    void settle(InvitationSettled settled) {
        runtime.createMessageCorrelation(INVITATION_SETTLED)
                .processInstanceBusinessKey(settled.number().value())
                .setVariable(SETTLED.name(), settled.how().name())
                .correlateAll();
    }

    static InvitationNumber number(DelegateExecution execution) {
        return new InvitationNumber(execution.getProcessBusinessKey());
    }
}

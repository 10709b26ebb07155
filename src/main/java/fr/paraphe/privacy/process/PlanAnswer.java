package fr.paraphe.privacy.process;

import fr.paraphe.privacy.DataRequesting;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Plan answer": when managers are alerted, and when the time is over. */
@Component
class PlanAnswer implements JavaDelegate {

    private final DataRequesting requesting;

    PlanAnswer(DataRequesting requesting) {
        this.requesting = requesting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var deadlines = requesting.deadlines(PersonalDataRequestProcess.number(execution));
        PersonalDataRequestProcess.ALERT_AT.set(execution, Date.from(deadlines.alert()));
        PersonalDataRequestProcess.OVER_AT.set(execution, Date.from(deadlines.over()));
    }
}

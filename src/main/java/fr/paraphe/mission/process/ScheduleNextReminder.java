package fr.paraphe.mission.process;

import fr.paraphe.mission.RequestTelling;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Schedule next reminder": null if none is left. */
@Component
class ScheduleNextReminder implements JavaDelegate {

    private final RequestTelling telling;

    ScheduleNextReminder(RequestTelling telling) {
        this.telling = telling;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var dueAt = InformationRequestProcess.DUE_AT.orNull(execution);
        var next = dueAt == null
                ? telling.nextReminder(InformationRequestProcess.number(execution))
                : telling.firstReminder(dueAt.toInstant());
        InformationRequestProcess.NEXT_REMINDER_AT.set(
                execution, next.map(Date::from).orElse(null));
    }
}

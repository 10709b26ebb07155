package fr.paraphe.mission.process;

import fr.paraphe.mission.OccurrenceCreating;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Plan next occurrence": when the next one of any offering is created; null if none is left. */
@Component
class PlanNextOccurrence implements JavaDelegate {

    private final OccurrenceCreating creating;

    PlanNextOccurrence(OccurrenceCreating creating) {
        this.creating = creating;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var plan = creating.plan(MissionProcess.number(execution));
        MissionProcess.NEXT_CREATION_AT.set(
                execution,
                Optional.<Instant>ofNullable(plan.nextCreation())
                        .map(Date::from)
                        .orElse(null));
        MissionProcess.OVER_AT.set(execution, Date.from(plan.over()));
    }
}

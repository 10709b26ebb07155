package fr.paraphe.mission.process;

import fr.paraphe.mission.OccurrenceCreating;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Create occurrences": whatever is due of all its offerings, each once. */
@Component
class CreateOccurrences implements JavaDelegate {

    private final OccurrenceCreating creating;

    CreateOccurrences(OccurrenceCreating creating) {
        this.creating = creating;
    }

    @Override
    public void execute(DelegateExecution execution) {
        creating.createDue(MissionProcess.number(execution));
    }
}

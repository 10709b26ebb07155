package fr.paraphe.mission.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.paraphe.mission.MissionSaving;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Open mission": begins to follow a saved mission, or saves the one that the start variables describe. */
@Component
class OpenMission implements JavaDelegate {

    private final MissionSaving saving;
    private final ObjectMapper json;

    OpenMission(MissionSaving saving, ObjectMapper json) {
        this.saving = saving;
        this.json = json;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var number = MissionProcess.saved(execution)
                .map(saving::follow)
                .orElseGet(() -> saving.saveFollowed(
                        MissionProcess.ACCOUNT.orNull(execution),
                        MissionProcess.CLIENT.from(execution),
                        MissionProcess.draft(execution, json)));
        execution.setProcessBusinessKey(number.value());
    }
}

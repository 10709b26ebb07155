package fr.paraphe.mission.process;

import fr.paraphe.mission.MissionSigning;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "End mission": its last day is over. */
@Component
class EndMission implements JavaDelegate {

    private final MissionSigning signing;

    EndMission(MissionSigning signing) {
        this.signing = signing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        signing.end(MissionProcess.number(execution));
    }
}

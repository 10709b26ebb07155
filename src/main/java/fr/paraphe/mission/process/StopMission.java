package fr.paraphe.mission.process;

import fr.paraphe.mission.MissionSigning;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Stop mission": it ends before its time; what was created stays. */
@Component
class StopMission implements JavaDelegate {

    private final MissionSigning signing;

    StopMission(MissionSigning signing) {
        this.signing = signing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        signing.stop(MissionProcess.number(execution));
    }
}

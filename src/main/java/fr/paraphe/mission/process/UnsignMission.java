package fr.paraphe.mission.process;

import fr.paraphe.mission.MissionSigning;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Unsign mission": nothing more is created until it is signed again. */
@Component
class UnsignMission implements JavaDelegate {

    private final MissionSigning signing;

    UnsignMission(MissionSigning signing) {
        this.signing = signing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        signing.unsign(MissionProcess.number(execution));
    }
}

package fr.paraphe.mission.process;

import fr.paraphe.mission.MissionSigning;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Sign mission": from now on what falls due is created. */
@Component
class SignMission implements JavaDelegate {

    private final MissionSigning signing;

    SignMission(MissionSigning signing) {
        this.signing = signing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        signing.sign(MissionProcess.number(execution));
    }
}

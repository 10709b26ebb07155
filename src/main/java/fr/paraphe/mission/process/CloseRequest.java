package fr.paraphe.mission.process;

import fr.paraphe.mission.RequestChecking;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Close request": nothing is expected any more. */
@Component
class CloseRequest implements JavaDelegate {

    private final RequestChecking checking;

    CloseRequest(RequestChecking checking) {
        this.checking = checking;
    }

    @Override
    public void execute(DelegateExecution execution) {
        checking.close(InformationRequestProcess.number(execution));
    }
}

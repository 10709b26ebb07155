package fr.paraphe.mission.process;

import fr.paraphe.mission.RequestTelling;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Remind client": of a request that is not answered. */
@Component
class RemindClient implements JavaDelegate {

    private final RequestTelling telling;

    RemindClient(RequestTelling telling) {
        this.telling = telling;
    }

    @Override
    public void execute(DelegateExecution execution) {
        telling.remind(InformationRequestProcess.number(execution));
    }
}

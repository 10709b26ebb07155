package fr.paraphe.mission.process;

import fr.paraphe.mission.RequestTelling;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Notify client": of a new request, or of one that is asked again. */
@Component
class NotifyClient implements JavaDelegate {

    private final RequestTelling telling;

    NotifyClient(RequestTelling telling) {
        this.telling = telling;
    }

    @Override
    public void execute(DelegateExecution execution) {
        telling.announce(InformationRequestProcess.number(execution));
    }
}

package fr.paraphe.mission.process;

import fr.paraphe.mission.RequestTelling;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Notify client": of one that is asked again; of a new one it was noted as it was created, of all at once. */
@Component
class NotifyClient implements JavaDelegate {

    private final RequestTelling telling;

    NotifyClient(RequestTelling telling) {
        this.telling = telling;
    }

    @Override
    public void execute(DelegateExecution execution) {
        if (InformationRequestProcess.DUE_AT.orNull(execution) == null) {
            telling.announceAgain(InformationRequestProcess.number(execution));
        }
    }
}

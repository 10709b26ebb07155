package fr.paraphe.privacy.process;

import fr.paraphe.privacy.DataRequesting;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Close data request": with its outcome. */
@Component
class CloseDataRequest implements JavaDelegate {

    private final DataRequesting requesting;

    CloseDataRequest(DataRequesting requesting) {
        this.requesting = requesting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        requesting.close(
                PersonalDataRequestProcess.number(execution),
                PersonalDataRequestProcess.answer(execution),
                PersonalDataRequestProcess.REASON.orNull(execution));
    }
}

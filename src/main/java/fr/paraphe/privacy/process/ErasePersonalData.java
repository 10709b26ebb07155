package fr.paraphe.privacy.process;

import fr.paraphe.privacy.DataRequesting;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task "Erase personal data": at once what need not be kept; the rest by itself, later. */
@Component
class ErasePersonalData implements JavaDelegate {

    private final DataRequesting requesting;

    ErasePersonalData(DataRequesting requesting) {
        this.requesting = requesting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        requesting.erase(PersonalDataRequestProcess.number(execution));
    }
}

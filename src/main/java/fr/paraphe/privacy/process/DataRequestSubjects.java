package fr.paraphe.privacy.process;

import fr.paraphe.camunda.InstanceSubjects;
import fr.paraphe.privacy.DataRequesting;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tasks of this module are called by person and last day: "DP-2026-000123 · Léa Martin · by 16/10/2026". */
@Component
class DataRequestSubjects implements InstanceSubjects {

    private final DataRequesting requesting;

    DataRequestSubjects(DataRequesting requesting) {
        this.requesting = requesting;
    }

    @Override
    public boolean isFor(String process) {
        return process.equals(PersonalDataRequestProcess.KEY);
    }

    @Override
    public Map<String, String> inWords(Collection<String> businessKeys, Locale language) {
        return requesting.subjects(businessKeys, language);
    }
}

package fr.paraphe.mission.process;

import fr.paraphe.camunda.InstanceSubjects;
import fr.paraphe.mission.TaskReading;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tasks of this module are called by client and period: "Dupont SARL · Rappel TVA 04/2027 · Check answer". */
@Component
class TaskSubjects implements InstanceSubjects {

    private static final Set<String> PROCESSES = Set.of(InformationRequestProcess.KEY, InternalTaskProcess.KEY);

    private final TaskReading reading;

    TaskSubjects(TaskReading reading) {
        this.reading = reading;
    }

    @Override
    public boolean isFor(String process) {
        return PROCESSES.contains(process);
    }

    @Override
    public Map<String, String> inWords(Collection<String> businessKeys, Locale language) {
        return reading.subjects(businessKeys, language);
    }
}

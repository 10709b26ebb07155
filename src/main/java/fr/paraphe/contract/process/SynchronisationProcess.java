package fr.paraphe.contract.process;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import fr.paraphe.camunda.DailyStart;
import fr.paraphe.camunda.ProcessVariable;
import fr.paraphe.camunda.Refusals;
import fr.paraphe.camunda.identity.SharedProcess;
import fr.paraphe.contract.SynchronisationNumber;
import fr.paraphe.contract.SynchronisationOpening;
import fr.paraphe.contract.SynchronisationTimes;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The process "Synchronise signed contracts": its key, its variables and its doors. A run's identity is the business
 * key.
 */
@Component
public class SynchronisationProcess {

    public static final String KEY = "contract-synchronisation";

    /** At the start: whether the platform is read again from its first signature. */
    static final ProcessVariable<Boolean> STARTING_OVER = ProcessVariable.of("startingOver", Boolean.class);

    static final ProcessVariable<Boolean> MORE = ProcessVariable.of("more", Boolean.class);

    /** The engine takes one start event without a message, which is the clock's. */
    private static final String REQUESTED = "Synchronisation requested";

    private final RuntimeService runtime;
    private final SynchronisationOpening opening;

    SynchronisationProcess(RuntimeService runtime, SynchronisationOpening opening) {
        this.runtime = runtime;
        this.opening = opening;
    }

    @Configuration(proxyBeanMethods = false)
    static class Declared {

        @Bean
        DailyStart synchronisationTimes(SynchronisationTimes times) {
            return new DailyStart(times.at());
        }

        @Bean
        SharedProcess synchronisationOfAllAccounts() {
            return new SharedProcess(KEY);
        }
    }

    /** @param isNew whether it was started just now */
    public record Started(SynchronisationNumber number, boolean isNew) {}

    /**
     * Starts a run, or finds the one that is going; one that has given up is not. To start over, none is found.
     *
     * @throws RuntimeException that tells why the person at work may not
     */
    @Transactional
    public Started start(boolean startingOver) {
        opening.alone(startingOver);
        return going().filter(number -> !startingOver)
                .map(number -> new Started(number, false))
                .orElseGet(() -> new Started(startNew(startingOver), true));
    }

    private SynchronisationNumber startNew(boolean startingOver) {
        try {
            return number(runtime.startProcessInstanceByMessage(REQUESTED, Map.of(STARTING_OVER.name(), startingOver)));
        } catch (ProcessEngineException e) {
            throw Refusals.in(e).<RuntimeException>map(refusal -> refusal).orElse(e);
        }
    }

    private Optional<SynchronisationNumber> going() {
        return positions().entrySet().stream()
                .filter(run -> !run.getValue().blocked())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * Where a run is in the engine.
     *
     * @param blocked whether it has given up: Cockpit shows an incident
     */
    public record Position(String processInstanceId, boolean blocked) {}

    /** Every run that has not ended. */
    public Map<SynchronisationNumber, Position> positions() {
        var blocked = instances().withIncident().list().stream()
                .map(ProcessInstance::getId)
                .collect(toSet());
        return instances().list().stream()
                .collect(toMap(
                        SynchronisationProcess::number,
                        instance -> new Position(instance.getId(), blocked.contains(instance.getId()))));
    }

    private ProcessInstanceQuery instances() {
        return runtime.createProcessInstanceQuery().processDefinitionKey(KEY);
    }

    private static SynchronisationNumber number(ProcessInstance instance) {
        return new SynchronisationNumber(instance.getBusinessKey());
    }

    static SynchronisationNumber number(DelegateExecution execution) {
        return new SynchronisationNumber(execution.getProcessBusinessKey());
    }

    static boolean isStartingOver(DelegateExecution execution) {
        return Boolean.TRUE.equals(STARTING_OVER.orNull(execution));
    }
}

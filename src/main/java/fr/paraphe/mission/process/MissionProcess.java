package fr.paraphe.mission.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.paraphe.camunda.Instances;
import fr.paraphe.camunda.ProcessVariable;
import fr.paraphe.camunda.identity.StartableProcess;
import fr.paraphe.mission.MissionDraft;
import fr.paraphe.mission.MissionNumber;
import fr.paraphe.mission.MissionRefused;
import fr.paraphe.mission.MissionSaved;
import fr.paraphe.mission.MissionSaving;
import fr.paraphe.mission.MissionSigning;
import fr.paraphe.mission.SignatureAsked;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The process "Follow mission": its key, its variables and its doors. A mission's identity is the business key. One
 * that is started over the engine's own REST names what it is about in its variables, and passes the same checks.
 */
@Component
public class MissionProcess {

    public static final String KEY = "mission";

    /** The code of the account: whose staff sees the instance. */
    static final ProcessVariable<String> ACCOUNT = ProcessVariable.of("account", String.class);

    /** The business software's name of the client. */
    static final ProcessVariable<String> CLIENT = ProcessVariable.of("client", String.class);

    static final ProcessVariable<String> NAME = ProcessVariable.of("name", String.class);

    /** {@code 2027-01-01} */
    static final ProcessVariable<String> START = ProcessVariable.of("start", String.class);

    static final ProcessVariable<String> END = ProcessVariable.of("end", String.class);

    /** JSON: {@code [{"offering":1,"frequency":"MONTHLY","firstDue":"2027-01-30"}]}. */
    static final ProcessVariable<String> OFFERINGS = ProcessVariable.of("offerings", String.class);

    static final ProcessVariable<Date> NEXT_CREATION_AT = ProcessVariable.of("nextCreationAt", Date.class);
    static final ProcessVariable<Date> OVER_AT = ProcessVariable.of("overAt", Date.class);

    private static final String MISSION_SIGNED = "Mission signed";
    private static final String MISSION_CHANGED = "Mission changed";
    private static final String SIGNATURE_WITHDRAWN = "Signature withdrawn";
    private static final String MISSION_STOPPED = "Mission stopped";

    private final RuntimeService runtime;
    private final Instances instances;
    private final MissionSaving saving;
    private final MissionSigning signing;

    @Configuration(proxyBeanMethods = false)
    static class Declared {

        @Bean
        StartableProcess startableMission() {
            return new StartableProcess(KEY);
        }
    }

    MissionProcess(RuntimeService runtime, TaskService tasks, MissionSaving saving, MissionSigning signing) {
        this.runtime = runtime;
        this.instances = new Instances(KEY, runtime, tasks);
        this.saving = saving;
        this.signing = signing;
    }

    @EventListener
    void start(MissionSaved saved) {
        runtime.startProcessInstanceByKey(KEY, saved.number().value(), Map.of(ACCOUNT.name(), saved.account()));
    }

    @EventListener
    void sign(SignatureAsked asked) {
        sign(asked.number());
    }

    /** From now on what falls due is created; signing twice is signing once. */
    @Transactional
    public void sign(MissionNumber number) {
        if (signing.isToSign(number)) {
            tell(MISSION_SIGNED, number);
        }
    }

    /** Nothing more is created until it is signed again. */
    @Transactional
    public void unsign(MissionNumber number) {
        if (signing.isToUnsign(number)) {
            tell(SIGNATURE_WITHDRAWN, number);
        }
    }

    /** Ends it before its time; what was created stays. */
    @Transactional
    public void stop(MissionNumber number) {
        if (signing.isToStop(number)) {
            tell(MISSION_STOPPED, number);
        }
    }

    /**
     * Changes it; of a signed one, what is still to come follows.
     *
     * @param version of the mission that the person was looking at; null: whatever it is
     */
    @Transactional
    public void change(MissionNumber number, MissionDraft draft, @Nullable Integer version) {
        if (saving.change(number, draft, version)) {
            tell(MISSION_CHANGED, number);
        }
    }

    /** The id of the instance, for Cockpit; empty once it has ended. */
    public Optional<String> instanceOf(MissionNumber number) {
        return instances.id(number.value());
    }

    private void tell(String message, MissionNumber number) {
        instances.tell(message, number.value(), () -> MissionRefused.changedMeanwhile(number));
    }

    static MissionNumber number(DelegateExecution execution) {
        return new MissionNumber(execution.getProcessBusinessKey());
    }

    /** The mission that the process was started for; empty if it is to be saved first. */
    static Optional<MissionNumber> saved(DelegateExecution execution) {
        return Optional.ofNullable(execution.getProcessBusinessKey()).map(MissionNumber::new);
    }

    /** What the start variables ask for. */
    static MissionDraft draft(VariableScope start, ObjectMapper json) {
        return new MissionDraft(NAME.orNull(start), day(START, start), day(END, start), lines(start, json));
    }

    private static List<MissionDraft.Line> lines(VariableScope start, ObjectMapper json) {
        try {
            var lines = json.readValue(OFFERINGS.from(start), MissionDraft.Line[].class);
            if (lines == null || Arrays.asList(lines).contains(null)) {
                throw MissionRefused.unreadable(OFFERINGS.name());
            }
            return List.of(lines);
        } catch (JsonProcessingException e) {
            throw MissionRefused.unreadable(OFFERINGS.name());
        }
    }

    private static @Nullable LocalDate day(ProcessVariable<String> variable, VariableScope start) {
        var day = variable.orNull(start);
        try {
            return day == null ? null : LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw MissionRefused.unreadable(variable.name());
        }
    }
}

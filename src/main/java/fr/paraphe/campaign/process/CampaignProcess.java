package fr.paraphe.campaign.process;

import static java.time.ZoneOffset.UTC;

import fr.paraphe.campaign.CampaignClosed;
import fr.paraphe.campaign.CampaignClosing;
import fr.paraphe.campaign.CampaignDrafting;
import fr.paraphe.campaign.CampaignLaunching;
import fr.paraphe.campaign.CampaignLaunching.Period;
import fr.paraphe.campaign.CampaignNumber;
import fr.paraphe.campaign.CampaignReading;
import fr.paraphe.campaign.CampaignRefused;
import fr.paraphe.campaign.CampaignRequest;
import fr.paraphe.campaign.CampaignRescheduled;
import fr.paraphe.campaign.PartnersReached;
import fr.paraphe.camunda.Instances;
import fr.paraphe.camunda.Instances.Position;
import fr.paraphe.camunda.ProcessVariable;
import fr.paraphe.camunda.identity.StartableProcess;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The process "Information campaign": its key, its variables and its doors. The same checks stand behind these doors
 * and the engine's own REST, as the process's delegates and its listener make them.
 *
 * <p>A campaign's identity is the business key, which no variable can change.
 */
@Component
public class CampaignProcess {

    public static final String KEY = "campaign";

    /** The code of the account whose campaign it is. */
    static final ProcessVariable<String> ACCOUNT = ProcessVariable.of("account", String.class);

    static final ProcessVariable<String> IDEMPOTENCY_KEY = ProcessVariable.of("idempotencyKey", String.class);

    /** Tells the same request with the same key from another one. */
    static final ProcessVariable<String> FINGERPRINT = ProcessVariable.of("fingerprint", String.class);

    /** The answer of "Prepare campaign": true launches, false gives the draft up. */
    static final ProcessVariable<Boolean> LAUNCHED = ProcessVariable.of("launched", Boolean.class);

    static final ProcessVariable<Date> STARTS_AT = ProcessVariable.of("startsAt", Date.class);
    static final ProcessVariable<Date> ENDS_AT = ProcessVariable.of("endsAt", Date.class);
    static final ProcessVariable<Boolean> PARTNERS_LEFT = ProcessVariable.of("partnersLeft", Boolean.class);

    /** A timer must have a date: a campaign without an end waits until somebody closes it, or for this one. */
    private static final Date NO_END =
            Date.from(LocalDate.of(9999, 1, 1).atStartOfDay(UTC).toInstant());

    private static final String PARTNERS_REACHED = "Partners reached";
    private static final String CAMPAIGN_CHANGED = "Campaign changed";
    private static final String CAMPAIGN_CLOSED = "Campaign closed";

    private final RuntimeService runtime;
    private final Instances instances;
    private final CampaignDrafting drafting;
    private final CampaignLaunching launching;
    private final CampaignClosing closing;
    private final CampaignReading reading;

    @Configuration(proxyBeanMethods = false)
    static class Declared {

        @Bean
        StartableProcess startableCampaign() {
            return new StartableProcess(KEY);
        }
    }

    CampaignProcess(
            RuntimeService runtime,
            TaskService tasks,
            CampaignDrafting drafting,
            CampaignLaunching launching,
            CampaignClosing closing,
            CampaignReading reading) {
        this.runtime = runtime;
        this.instances = new Instances(KEY, runtime, tasks);
        this.drafting = drafting;
        this.launching = launching;
        this.closing = closing;
        this.reading = reading;
    }

    /**
     * A draft that was opened, or had been opened before by the same request.
     *
     * @param isNew whether it was opened just now
     */
    public record Started(CampaignNumber number, boolean isNew) {}

    /** Opens a draft, or finds the one that this very request has opened before. */
    @Transactional
    public Started start(CampaignRequest request) {
        return drafting.openedBefore(request)
                .map(number -> new Started(number, false))
                .orElseGet(() -> new Started(startNew(request), true));
    }

    private CampaignNumber startNew(CampaignRequest request) {
        var variables = new HashMap<String, Object>();
        if (request.account() != null) {
            variables.put(ACCOUNT.name(), request.account());
        }
        if (request.idempotencyKey() != null) {
            variables.put(IDEMPOTENCY_KEY.name(), request.idempotencyKey());
            variables.put(FINGERPRINT.name(), request.fingerprint());
        }
        return new CampaignNumber(
                runtime.startProcessInstanceByKey(KEY, variables).getBusinessKey());
    }

    /**
     * Launches a draft (C-20); launching it again changes nothing.
     *
     * @throws CampaignRefused naming what is missing
     */
    @Transactional
    public void launch(CampaignNumber number) {
        if (!launching.isLaunched(number)) {
            answer(number, true);
        }
    }

    /** Gives a draft up. */
    @Transactional
    public void abandon(CampaignNumber number) {
        answer(number, false);
    }

    private void answer(CampaignNumber number, boolean launched) {
        instances
                .task(number.value())
                .ifPresentOrElse(
                        task -> instances.complete(
                                task,
                                Map.of(LAUNCHED.name(), launched),
                                () -> CampaignRefused.changedMeanwhile(number)),
                        () -> refuseWithoutTask(number, launched));
    }

    /** The draft has ended: the domain says how. */
    private void refuseWithoutTask(CampaignNumber number, boolean launched) {
        if (launched) {
            launching.launch(number);
        } else {
            launching.abandon(number);
        }
    }

    /** Closes a launched campaign by hand (C-25). */
    @Transactional
    public void close(CampaignNumber number) {
        closing.close(number);
    }

    @EventListener
    void follow(CampaignClosed closed) {
        tell(CAMPAIGN_CLOSED, closed.number());
    }

    @EventListener
    void follow(CampaignRescheduled rescheduled) {
        tell(CAMPAIGN_CHANGED, rescheduled.number());
    }

    @EventListener
    void follow(PartnersReached reached) {
        tell(PARTNERS_REACHED, reached.number());
    }

    private void tell(String message, CampaignNumber number) {
        instances.tellIfWaiting(message, number.value(), () -> CampaignRefused.changedMeanwhile(number));
    }

    /** Gives the draft's task to this person, if it is nobody's. */
    @Transactional
    public void take(CampaignNumber number, String userId) {
        instances.take(number.value(), userId);
    }

    /** The campaign that this task, of those that the person may see, is about. */
    public CampaignNumber ofTask(String taskId) {
        return new CampaignNumber(instances.ofTask(taskId));
    }

    /** Where a campaign is in the engine; empty once its process has ended. */
    public Optional<Position> position(CampaignNumber number) {
        reading.state(number);
        return instances.position(number.value());
    }

    static CampaignNumber number(DelegateExecution execution) {
        return new CampaignNumber(execution.getProcessBusinessKey());
    }

    /** What the start variables ask for. */
    static CampaignRequest request(VariableScope start) {
        var fingerprint = FINGERPRINT.orNull(start);
        return new CampaignRequest(
                ACCOUNT.orNull(start), IDEMPOTENCY_KEY.orNull(start), fingerprint == null ? "" : fingerprint);
    }

    static void schedule(VariableScope scope, Period period) {
        STARTS_AT.set(scope, Date.from(period.from()));
        ENDS_AT.set(scope, period.until() == null ? NO_END : Date.from(period.until()));
    }

    /** The timer that waits looks at the variables again. */
    static void resetTimers(DelegateExecution execution) {
        var management = execution.getProcessEngineServices().getManagementService();
        management.createJobQuery().processInstanceId(execution.getProcessInstanceId()).timers().list().stream()
                .map(Job::getId)
                .forEach(timer -> management.recalculateJobDuedate(timer, false));
    }
}

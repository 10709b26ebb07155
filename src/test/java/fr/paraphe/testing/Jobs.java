package fr.paraphe.testing;

import java.util.HashSet;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;

/** Runs the engine's jobs when a test says so, in the test's own thread. */
public final class Jobs {

    private static final int AT_MOST = 10_000;

    private final ManagementService management;
    private final RuntimeService runtime;
    private final TestClock clock;

    Jobs(ManagementService management, RuntimeService runtime, TestClock clock) {
        this.management = management;
        this.runtime = runtime;
        this.clock = clock;
    }

    /**
     * Runs all due jobs of the process instance with this business key, and those that they lead to, until none is due
     * at the clock's time. A job that fails loses one retry and is not tried again in this call.
     *
     * @return how many jobs ran, those that failed included
     */
    public int runDue(String businessKey) {
        var failed = new HashSet<String>();
        var ran = 0;
        while (ran < AT_MOST) {
            var due = due(businessKey).stream()
                    .filter(job -> !failed.contains(job.getId()))
                    .toList();
            if (due.isEmpty()) {
                return ran;
            }
            for (var job : due) {
                ran++;
                if (!run(job)) {
                    failed.add(job.getId());
                }
            }
        }
        throw new IllegalStateException("jobs of " + businessKey + " do not come to an end");
    }

    /** Runs the timers that start this process and are due; the next times are computed from the clock's. */
    public int startDue(String process) {
        var due = timersOf(process).stream()
                .filter(job -> !job.getDuedate().toInstant().isAfter(clock.instant()))
                .toList();
        due.forEach(this::run);
        return due.size();
    }

    /** As if the application were deployed now: its start timers are due at their next times. */
    public void resetTimersOf(String process) {
        timersOf(process).forEach(job -> management.recalculateJobDuedate(job.getId(), false));
    }

    private List<Job> timersOf(String process) {
        return management.createJobQuery().processDefinitionKey(process).timers().list().stream()
                .filter(job -> job.getProcessInstanceId() == null)
                .toList();
    }

    /** The jobs of this instance that could run now. */
    public List<Job> due(String businessKey) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(businessKey).list().stream()
                .flatMap(instance ->
                        management.createJobQuery().processInstanceId(instance.getId()).executable().list().stream())
                .filter(job -> job.getDuedate() == null
                        || !job.getDuedate().toInstant().isAfter(clock.instant()))
                .toList();
    }

    private boolean run(Job job) {
        try {
            management.executeJob(job.getId());
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}

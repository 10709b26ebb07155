package fr.paraphe.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.ThreadPoolJobExecutor;
import org.camunda.bpm.engine.variable.Variables;

/**
 * Paraphe's own diagrams on the bare engine, in this JVM: the delegates set the variables that the diagrams read, start
 * the requests of an occurrence, and do nothing else.
 */
final class EmptyMissions implements AutoCloseable {

    private static final Date SOON = Date.from(Instant.now().plus(Duration.ofDays(30)));
    private static final Date LATER = Date.from(Instant.now().plus(Duration.ofDays(90)));

    private final HikariDataSource source = new HikariDataSource();
    private final ProcessEngine engine;
    private final int offerings;
    private int count;

    EmptyMissions(String url, Path processes, int offerings) throws IOException {
        this.offerings = offerings;
        source.setJdbcUrl(url);
        source.setUsername("postgres");
        source.setMaximumPoolSize(40);
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(source);
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
        configuration.setJobExecutor(asParaphe());
        configuration.setBeans(delegates());
        engine = configuration.buildProcessEngine();
        var deployment = engine.getRepositoryService().createDeployment();
        for (var diagram : new String[] {"mission.bpmn", "information-request.bpmn"}) {
            deployment.addString(diagram, Files.readString(processes.resolve(diagram)));
        }
        deployment.deploy();
    }

    private static ThreadPoolJobExecutor asParaphe() {
        var executor = new ThreadPoolJobExecutor();
        executor.setThreadPoolExecutor(new ThreadPoolExecutor(
                8, 8, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), (job, threads) -> {
                    try {
                        threads.getQueue().put(job);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
        executor.setMaxJobsPerAcquisition(2);
        executor.setLockTimeInMillis(25_000);
        executor.setWaitTimeInMillis(100);
        executor.setMaxWait(5_000);
        return executor;
    }

    private Map<Object, Object> delegates() {
        JavaDelegate nothing = execution -> {};
        JavaDelegate plan = execution -> {
            execution.setVariable("nextCreationAt", execution.hasVariable("nextCreationAt") ? null : SOON);
            execution.setVariable("overAt", LATER);
        };
        JavaDelegate create = execution -> {
            for (var n = 0; n < offerings; n++) {
                var variables = new HashMap<String, Object>();
                variables.put("account", "bench");
                variables.put("assignee", null);
                execution
                        .getProcessEngineServices()
                        .getRuntimeService()
                        .startProcessInstanceByKey(
                                "information-request", execution.getProcessBusinessKey() + "-" + n, variables);
            }
        };
        JavaDelegate schedule = execution -> execution.setVariable("nextReminderAt", LATER);
        return new HashMap<>(Map.of(
                "openMission", nothing,
                "signMission", nothing,
                "planNextOccurrence", plan,
                "createOccurrences", create,
                "notifyClient", nothing,
                "scheduleNextReminder", schedule,
                "checkAnswer", (TaskListener) task -> {}));
    }

    /** So many missions that wait for their next creation. */
    void sign(int missions) {
        var runtime = engine.getRuntimeService();
        for (var n = 0; n < missions; n++) {
            var key = "E-" + ++count;
            runtime.startProcessInstanceByKey("mission", key, Variables.putValue("account", "bench"));
            runtime.correlateMessage("Mission signed", key);
        }
    }

    MissionBench.Fallen fallDue(Connection database, int missions) throws Exception {
        var executor = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
        try {
            return MissionBench.fallDue(database, missions * offerings, executor::start);
        } finally {
            executor.shutdown();
        }
    }

    @Override
    public void close() {
        engine.close();
        source.close();
    }
}

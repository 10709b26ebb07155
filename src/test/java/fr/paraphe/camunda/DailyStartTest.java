package fr.paraphe.camunda;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.contract.process.SynchronisationProcess;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.TestClock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

@ParapheTest
class DailyStartTest {

    @Autowired
    ProcessEngine engine;

    @Autowired
    RepositoryService repository;

    @Autowired
    ManagementService management;

    @Autowired
    ResourcePatternResolver resources;

    @Autowired
    TestClock clock;

    @Test
    @DisplayName("R-02 a changed time is a changed deployment: the engine deploys anew; unchanged, it does not")
    void deploysAnew() {
        var now = deploy(LocalTime.of(7, 0), LocalTime.of(13, 0));
        assertThat(deploy(LocalTime.of(7, 0), LocalTime.of(13, 0))).isEqualTo(now);
        assertThat(deploy(LocalTime.of(6, 0))).isNotEqualTo(now);
    }

    @Test
    @DisplayName("R-02 the timer that the application deployed is due at 07:00 and 13:00 in Paris; there is one")
    void dueInParis() {
        var timer = timers();
        assertThat(timer).hasSize(1);
        management.recalculateJobDuedate(timer.get(0).getId(), false);
        assertThat(timers().get(0).getDuedate().toInstant()).isEqualTo(Instant.parse("2026-09-16T11:00:00Z"));
        clock.setTo("2026-12-16T20:00");
        management.recalculateJobDuedate(timer.get(0).getId(), false);
        assertThat(timers().get(0).getDuedate().toInstant()).isEqualTo(Instant.parse("2026-12-17T06:00:00Z"));
    }

    private List<Job> timers() {
        return management
                .createJobQuery()
                .processDefinitionKey(SynchronisationProcess.KEY)
                .timers()
                .list();
    }

    /** Under a name of its own and without processes: other tests keep theirs. */
    private String deploy(LocalTime... times) {
        var settings = new Deployment(resources, Map.of("times", new DailyStart(List.of(times))))
                .getDeploymentResources().stream()
                        .filter(resource -> resource.getDescription().equals(Deployment.TIMES))
                        .findFirst()
                        .orElseThrow();
        return repository
                .createDeployment()
                .name("daily-start-test")
                .enableDuplicateFiltering(false)
                .addString(settings.getDescription(), text(settings))
                .deploy()
                .getId();
    }

    private static String text(Resource resource) {
        try {
            return resource.getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

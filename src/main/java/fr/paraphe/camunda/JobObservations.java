package fr.paraphe.camunda;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Each job of the engine is observed from before its transaction begins until it is committed: as meter
 * {@code paraphe.job} by process and step, and as a span, which also names the run, campaign or mission that it is
 * about.
 */
@Component
class JobObservations extends AbstractCamundaConfiguration {

    private static final String NONE = "none";

    private final ObservationRegistry observations;

    JobObservations(ObservationRegistry observations) {
        this.observations = observations;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setCustomPreCommandInterceptorsTxRequired(
                with(engine.getCustomPreCommandInterceptorsTxRequired(), new Observed()));
        engine.setCustomPostCommandInterceptorsTxRequired(
                with(engine.getCustomPostCommandInterceptorsTxRequired(), new Described()));
    }

    private static List<CommandInterceptor> with(@Nullable List<CommandInterceptor> others, CommandInterceptor one) {
        var all = new ArrayList<>(Objects.requireNonNullElse(others, List.<CommandInterceptor>of()));
        all.add(one);
        return all;
    }

    /** Around the transaction. */
    private final class Observed extends CommandInterceptor {

        @Override
        public <T> T execute(Command<T> command) {
            if (!(command instanceof ExecuteJobsCmd)) {
                return next.execute(command);
            }
            return Observation.createNotStarted("paraphe.job", observations)
                    .lowCardinalityKeyValue("process", NONE)
                    .lowCardinalityKeyValue("step", NONE)
                    .observe(() -> next.execute(command));
        }
    }

    /** Within it, where the job is known. */
    private final class Described extends CommandInterceptor {

        @Override
        public <T> T execute(Command<T> command) {
            try {
                return next.execute(command);
            } finally {
                var observation = observations.getCurrentObservation();
                var job = Context.getCommandContext().getCurrentJob();
                if (command instanceof ExecuteJobsCmd && observation != null && job != null) {
                    describe(observation, job);
                }
            }
        }
    }

    private static void describe(Observation observation, JobEntity job) {
        var process = Objects.requireNonNullElse(job.getProcessDefinitionKey(), NONE);
        var step = Objects.requireNonNullElse(job.getActivityId(), NONE);
        // Names of spans are written in lower case, with a hyphen before each capital.
        observation.contextualName("job " + process + " " + StringUtils.uncapitalize(step));
        observation.lowCardinalityKeyValue("process", process);
        observation.lowCardinalityKeyValue("step", step);
        if (job.getExecutionId() != null && job.getExecution() != null) {
            var businessKey = job.getExecution().getProcessBusinessKey();
            if (businessKey != null) {
                observation.highCardinalityKeyValue(KeyValue.of("businessKey", businessKey));
            }
        }
    }
}

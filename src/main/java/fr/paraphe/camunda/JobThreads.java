package fr.paraphe.camunda;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.spring.boot.starter.configuration.impl.DefaultJobConfiguration.JobConfiguration;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The threads of the job executor, without a queue: whoever brings a job waits until a thread is free. So a node takes
 * from the database hardly more than it can run, and leaves the rest to the others; the engine's own way is to lock
 * jobs that it then keeps in a queue, and to look again a tenth of a second after the queue was full.
 */
@Configuration
class JobThreads {

    private static final long LOOK_FOR_THE_END_EVERY_SECONDS = 1;

    @Bean(JobConfiguration.CAMUNDA_TASK_EXECUTOR_QUALIFIER)
    ThreadPoolTaskExecutor jobThreads(CamundaBpmProperties settings) {
        var threads = new ThreadPoolTaskExecutor();
        threads.setThreadNamePrefix("job-");
        threads.setCorePoolSize(settings.getJobExecution().getMaxPoolSize());
        threads.setMaxPoolSize(settings.getJobExecution().getMaxPoolSize());
        threads.setQueueCapacity(0);
        threads.setRejectedExecutionHandler(JobThreads::waitForThread);
        threads.setPhase(Integer.MAX_VALUE - 1);
        return threads;
    }

    /** When the node is told to end it takes no more jobs first; then those that run are waited for. */
    @Bean
    SmartLifecycle noMoreJobsAtTheEnd(ObjectProvider<JobExecutor> executor) {
        return new SmartLifecycle() {
            @Override
            public void start() {
                // the engine does, once everything is there
            }

            @Override
            public void stop() {
                executor.ifAvailable(JobExecutor::shutdown);
            }

            @Override
            public boolean isRunning() {
                var jobs = executor.getIfAvailable();
                return jobs != null && jobs.isActive();
            }

            @Override
            public boolean isAutoStartup() {
                return false;
            }

            @Override
            public int getPhase() {
                return Integer.MAX_VALUE;
            }
        };
    }

    private static void waitForThread(Runnable job, ThreadPoolExecutor threads) {
        try {
            while (!threads.isShutdown()) {
                if (threads.getQueue().offer(job, LOOK_FOR_THE_END_EVERY_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new RejectedExecutionException("The node is ending");
    }
}

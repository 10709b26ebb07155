package fr.paraphe.camunda;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.stereotype.Component;

/**
 * A node runs the jobs of all processes that were deployed before its start, and of those that it deploys itself. What
 * a newer version deploys while this one runs may need what only that version has: its jobs are left to its nodes.
 */
@Component
class KnownProcesses extends AbstractCamundaConfiguration {

    /** Before the engine deploys ours. */
    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        engine.getRepositoryService()
                .createDeploymentQuery()
                .list()
                .forEach(deployment ->
                        engine.getManagementService().registerDeploymentForJobExecutor(deployment.getId()));
    }
}

package fr.paraphe.camunda.identity;

import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.ModifyProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.RestartProcessInstancesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Leaping over a process's own steps is for operators. The engine asks for the right to start or to update an instance
 * only, which every agent has; and a leap may hide in the body of an ordinary start request.
 */
class OperatorCommands extends CommandInterceptor {

    @SuppressWarnings("rawtypes")
    private static final Set<Class<? extends Command>> LEAPS = Set.of(
            StartProcessInstanceAtActivitiesCmd.class,
            ModifyProcessInstanceCmd.class,
            RestartProcessInstancesCmd.class);

    private final ProcessEngineConfigurationImpl engine;

    OperatorCommands(ProcessEngineConfigurationImpl engine) {
        this.engine = engine;
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (LEAPS.contains(command.getClass()) && !mayLeap()) {
            throw new AuthorizationException("Only operators start, move or restart a process beside its own steps.");
        }
        return next.execute(command);
    }

    private boolean mayLeap() {
        var person = engine.getIdentityService().getCurrentAuthentication();
        return person == null
                || (person.getGroupIds() != null && person.getGroupIds().contains(StaffGroups.OPERATOR));
    }
}

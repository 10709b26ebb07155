package fr.paraphe.camunda.identity;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyLengthRuleImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyUserDataRuleImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.stereotype.Component;

/** Sets the engine up to know staff and accounts, and to let each person do what the person's groups are for. */
@Component
class EngineFences extends AbstractCamundaConfiguration {

    private static final int SHORTEST_PASSWORD = 12;

    private final AccountTenants tenants;

    EngineFences(AccountTenants tenants) {
        this.tenants = tenants;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setTenantIdProvider(tenants);
        engine.setTenantResourceWhitelistPattern("[a-z0-9-]+");
        engine.setUserResourceWhitelistPattern("[A-Za-z0-9._@-]+");
        engine.setEnablePasswordPolicy(true);
        engine.setPasswordPolicy(() ->
                List.of(new PasswordPolicyLengthRuleImpl(SHORTEST_PASSWORD), new PasswordPolicyUserDataRuleImpl()));
        leaveFailedLoginsToLoginAttempts(engine);
        var interceptors = new ArrayList<CommandInterceptor>();
        if (engine.getCustomPreCommandInterceptorsTxRequired() != null) {
            interceptors.addAll(engine.getCustomPreCommandInterceptorsTxRequired());
        }
        interceptors.add(new OperatorCommands(engine));
        engine.setCustomPreCommandInterceptorsTxRequired(interceptors);
    }

    /** The engine would delay a person's next try and, after ten wrong ones, lock the person out for ever. */
    private static void leaveFailedLoginsToLoginAttempts(ProcessEngineConfigurationImpl engine) {
        engine.setLoginMaxAttempts(Integer.MAX_VALUE);
        engine.setLoginDelayBase(0);
    }
}

package fr.paraphe.camunda.identity;

import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProvider;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderCaseInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderHistoricDecisionInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderProcessInstanceContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Process definitions are everybody's; an instance belongs to one account. A called process belongs to its caller's.
 */
@Component
class AccountTenants implements TenantIdProvider {

    private static final String ACCOUNT = "account";

    private final StaffAtWork staff;

    AccountTenants(StaffAtWork staff) {
        this.staff = staff;
    }

    @Override
    public @Nullable String provideTenantIdForProcessInstance(TenantIdProviderProcessInstanceContext start) {
        var caller = start.getSuperExecution();
        if (caller != null) {
            return caller.getTenantId();
        }
        var account = start.getVariables() == null ? null : start.getVariables().get(ACCOUNT);
        return staff.tenantFor(account == null ? null : account.toString());
    }

    @Override
    public @Nullable String provideTenantIdForCaseInstance(TenantIdProviderCaseInstanceContext start) {
        return staff.tenantFor(null);
    }

    @Override
    public @Nullable String provideTenantIdForHistoricDecisionInstance(
            TenantIdProviderHistoricDecisionInstanceContext decision) {
        var execution = decision.getExecution();
        return execution == null ? null : execution.getTenantId();
    }
}

package fr.paraphe.camunda.identity;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProvider;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderCaseInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderHistoricDecisionInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderProcessInstanceContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Process definitions are everybody's; an instance belongs to one account, but for those of a {@link SharedProcess}. A
 * called process belongs to its caller's.
 */
@Component
class AccountTenants implements TenantIdProvider {

    private static final String ACCOUNT = "account";

    private final StaffAtWork staff;
    private final Set<String> shared;

    AccountTenants(StaffAtWork staff, List<SharedProcess> shared) {
        this.staff = staff;
        this.shared = shared.stream().map(SharedProcess::key).collect(toSet());
    }

    @Override
    public @Nullable String provideTenantIdForProcessInstance(TenantIdProviderProcessInstanceContext start) {
        var caller = start.getSuperExecution();
        if (caller != null) {
            return caller.getTenantId();
        }
        if (shared.contains(start.getProcessDefinition().getKey())) {
            return null;
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

package fr.paraphe.account;

import fr.paraphe.camunda.identity.StaffAtWork;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the engine who is at work: roles are its groups, account codes its tenants. */
@Component
class StaffForEngine implements StaffAtWork {

    private final CurrentStaff staff;
    private final Accounts accounts;

    StaffForEngine(CurrentStaff staff, Accounts accounts) {
        this.staff = staff;
        this.accounts = accounts;
    }

    @Override
    public Optional<Person> person() {
        return staff.scopeIfAny()
                .map(scope -> new Person(
                        scope.userId(),
                        scope.roles().stream().map(StaffRole::group).toList(),
                        accounts.all(scope.accounts()).stream()
                                .map(Account::code)
                                .toList()));
    }

    @Override
    public @Nullable String tenantFor(@Nullable String account) {
        return staff.scopeIfAny()
                .map(scope -> account == null ? scope.home() : staff.account(account))
                .map(Account::code)
                .orElse(account);
    }
}

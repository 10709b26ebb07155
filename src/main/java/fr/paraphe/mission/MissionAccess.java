package fr.paraphe.mission;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountId;
import fr.paraphe.account.AccountOption;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.Options;
import fr.paraphe.account.StaffDirectory;
import fr.paraphe.account.StaffRole;
import fr.paraphe.account.StaffScope;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the person at work may see and change of this module: agents and managers of accounts that have it. */
@Component
public class MissionAccess {

    private final CurrentStaff staff;
    private final Accounts accounts;
    private final Options options;
    private final StaffDirectory directory;

    MissionAccess(CurrentStaff staff, Accounts accounts, Options options, StaffDirectory directory) {
        this.staff = staff;
        this.accounts = accounts;
        this.options = options;
        this.directory = directory;
    }

    /**
     * The account that is meant.
     *
     * @param code null or blank: where this person works, or the first of {@link #accounts()} if the module is not on
     *     there
     * @throws MissionRefused if this account has not the module
     */
    public Account account(@Nullable String code) {
        if (code == null || code.isBlank()) {
            var home = staff.scope().home();
            return isOn(home.id()) ? home : accounts().get(0);
        }
        var account = staff.account(code);
        refuseWithoutModule(account);
        return account;
    }

    /**
     * The same, to change something there.
     *
     * @throws MissionRefused for anybody but agents and managers, too
     */
    public Account toChange(@Nullable String code) {
        worker();
        return account(code);
    }

    /**
     * The accounts with the module that the person sees, by name.
     *
     * @throws MissionRefused if there is none
     */
    public List<Account> accounts() {
        var holders = options.holders(AccountOption.MISSIONS);
        var scope = staff.scope();
        var seen =
                accounts.all(scope.accounts().stream().filter(holders::contains).toList());
        if (seen.isEmpty()) {
            throw MissionRefused.moduleOff(scope.home().name());
        }
        return seen;
    }

    /** Whose tasks those of an account may be: logins. */
    public Set<String> workers(Account account) {
        return directory.workingFor(account, StaffRole.AGENT, StaffRole.MANAGER);
    }

    /** @param code narrows to one; null or blank: all of them */
    Set<AccountId> accountIds(@Nullable String code) {
        return code == null || code.isBlank()
                ? accounts().stream().map(Account::id).collect(Collectors.toSet())
                : Set.of(account(code).id());
    }

    /** @throws MissionRefused for anybody but agents and managers */
    StaffScope worker() {
        var scope = staff.scope();
        if (!scope.has(StaffRole.AGENT) && !scope.has(StaffRole.MANAGER)) {
            throw MissionRefused.roleMissing();
        }
        return scope;
    }

    public String userId() {
        return staff.scope().userId();
    }

    /** Whether the person may change this account's things; of what the person does not see it is for the caller. */
    boolean sees(AccountId account) {
        return staff.scope().sees(account);
    }

    /**
     * Whoever is at work on this thread must see this account and may work there; the engine's jobs work for nobody.
     */
    boolean mayChange(AccountId account) {
        if (staff.scopeIfAny().isEmpty()) {
            return true;
        }
        if (!sees(account)) {
            return false;
        }
        worker();
        refuseWithoutModule(accounts.byId(account));
        return true;
    }

    /** Null: the engine, by itself. */
    @Nullable
    String userIfAny() {
        return staff.scopeIfAny().map(StaffScope::userId).orElse(null);
    }

    /** Whether this account has the module today: without it nothing is created, told or shown. */
    boolean isOn(AccountId account) {
        return options.isOn(account, AccountOption.MISSIONS);
    }

    private void refuseWithoutModule(Account account) {
        if (!isOn(account.id())) {
            throw MissionRefused.moduleOff(account.name());
        }
    }
}

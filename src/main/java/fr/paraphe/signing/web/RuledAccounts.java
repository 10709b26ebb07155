package fr.paraphe.signing.web;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountRefused;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffRole;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whose rule the person at work sees, and who may choose it: managers and support. */
@Component
class RuledAccounts {

    private final CurrentStaff staff;
    private final Accounts accounts;

    RuledAccounts(CurrentStaff staff, Accounts accounts) {
        this.staff = staff;
        this.accounts = accounts;
    }

    Account seen(String code) {
        return staff.account(code);
    }

    /** @throws AccountRefused for anybody but managers and support, or if the account is not seen */
    Account byManager(String code) {
        managersAlone();
        return staff.account(code);
    }

    /** @throws AccountRefused for anybody but managers and support */
    List<Account> all() {
        managersAlone();
        return accounts.all(staff.scope().accounts());
    }

    String userId() {
        return staff.scope().userId();
    }

    private void managersAlone() {
        var scope = staff.scope();
        if (!scope.has(StaffRole.MANAGER) && !scope.has(StaffRole.SUPPORT)) {
            throw AccountRefused.managersAlone();
        }
    }
}

package fr.paraphe.contract.web;

import fr.paraphe.account.AccountId;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose contracts the person at work sees: an account outside of that does not exist. */
@Component
class SeenContracts {

    private final CurrentStaff staff;

    SeenContracts(CurrentStaff staff) {
        this.staff = staff;
    }

    StaffScope scope() {
        return staff.scope();
    }

    String userId() {
        return staff.scope().userId();
    }

    /** @param code of the account; null: the one where this person works */
    AccountId account(@Nullable String code) {
        return code == null ? staff.scope().home().id() : staff.account(code).id();
    }
}

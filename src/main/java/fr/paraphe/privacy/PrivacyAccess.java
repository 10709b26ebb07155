package fr.paraphe.privacy;

import fr.paraphe.account.Account;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffRole;
import fr.paraphe.account.StaffScope;
import fr.paraphe.partner.Partner;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerRefused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Managers and support alone, each for the accounts that they see: another account's person does not exist. */
@Component
public class PrivacyAccess {

    private final CurrentStaff staff;
    private final Accounts accounts;
    private final PartnerDirectory directory;

    PrivacyAccess(CurrentStaff staff, Accounts accounts, PartnerDirectory directory) {
        this.staff = staff;
        this.accounts = accounts;
        this.directory = directory;
    }

    /** @throws PrivacyRefused for anybody but managers and support */
    StaffScope manager() {
        var scope = staff.scope();
        if (!scope.has(StaffRole.MANAGER) && !scope.has(StaffRole.SUPPORT)) {
            throw PrivacyRefused.managersAlone();
        }
        return scope;
    }

    public List<Account> accounts() {
        return accounts.all(manager().accounts());
    }

    /** The code of the account where the person works. */
    public String home() {
        return manager().home().code();
    }

    /** @param account its code; null or blank: the one where this person works */
    Partner partner(@Nullable String account, String reference) {
        manager();
        return directory
                .byReference(staff.accountOrHome(account).id(), reference.strip())
                .orElseThrow(PartnerRefused::unknown);
    }

    Partner partner(PartnerId id) {
        var scope = manager();
        var partner = directory.byId(id);
        if (!scope.sees(partner.account())) {
            throw PartnerRefused.unknown();
        }
        return partner;
    }

    DataRequest seen(DataRequest request) {
        if (!manager().sees(request.account())) {
            throw PrivacyRefused.unknown(request.number().value());
        }
        return request;
    }

    String code(DataRequest request) {
        return accounts.byId(request.account()).code();
    }

    /** Null: the engine, by itself. */
    @Nullable
    String userIfAny() {
        return staff.scopeIfAny().map(StaffScope::userId).orElse(null);
    }
}

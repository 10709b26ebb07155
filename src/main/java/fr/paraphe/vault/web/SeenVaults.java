package fr.paraphe.vault.web;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountRefused;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffRole;
import fr.paraphe.account.StaffScope;
import fr.paraphe.partner.Partner;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerRefused;
import fr.paraphe.vault.VaultRefused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The vaults as far as the person at work sees them: that of another account's partner does not exist. */
@Component
class SeenVaults {

    private final CurrentStaff staff;
    private final Accounts accounts;
    private final PartnerDirectory directory;

    SeenVaults(CurrentStaff staff, Accounts accounts, PartnerDirectory directory) {
        this.staff = staff;
        this.accounts = accounts;
        this.directory = directory;
    }

    Partner partner(long id) {
        var partner = directory.byId(new PartnerId(id));
        if (!staff.scope().sees(partner.account())) {
            throw PartnerRefused.unknown();
        }
        return partner;
    }

    /** @param account code of the account; null: the one where this person works */
    Partner partner(@Nullable String account, String reference) {
        return directory.byReference(account(account).id(), reference).orElseThrow(PartnerRefused::unknown);
    }

    /** @param code null or blank: where this person works */
    Account account(@Nullable String code) {
        return code == null || code.isBlank() ? staff.scope().home() : staff.account(code);
    }

    List<Account> accounts() {
        return accounts.all(staff.scope().accounts());
    }

    /** @throws VaultRefused for anybody but agents and managers */
    String filer() {
        var scope = staff.scope();
        if (!mayFile(scope)) {
            throw VaultRefused.agentsAndManagersAlone();
        }
        return scope.userId();
    }

    boolean mayFile() {
        return mayFile(staff.scope());
    }

    /** @throws AccountRefused for anybody but managers and support */
    void managersAlone() {
        var scope = staff.scope();
        if (!scope.has(StaffRole.MANAGER) && !scope.has(StaffRole.SUPPORT)) {
            throw AccountRefused.managersAlone();
        }
    }

    String userId() {
        return staff.scope().userId();
    }

    private static boolean mayFile(StaffScope scope) {
        return scope.has(StaffRole.AGENT) || scope.has(StaffRole.MANAGER);
    }
}

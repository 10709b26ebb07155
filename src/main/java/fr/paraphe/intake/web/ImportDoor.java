package fr.paraphe.intake.web;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountRefused;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffRole;
import fr.paraphe.account.StaffScope;
import fr.paraphe.intake.ImportRefused;
import fr.paraphe.intake.ImportRun;
import fr.paraphe.intake.Imports;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may import where, and sees which imports: agents and managers for the accounts they see, and support. */
@Component
class ImportDoor {

    private static final int SHOWN = 100;

    private final CurrentStaff staff;
    private final Accounts accounts;
    private final Imports imports;

    ImportDoor(CurrentStaff staff, Accounts accounts, Imports imports) {
        this.staff = staff;
        this.accounts = accounts;
        this.imports = imports;
    }

    StaffScope importer() {
        var scope = staff.scope();
        if (Stream.of(StaffRole.AGENT, StaffRole.MANAGER, StaffRole.SUPPORT).noneMatch(scope::has)) {
            throw ImportRefused.agentsAndManagersAlone();
        }
        return scope;
    }

    /** @param code null: where this person works */
    Account account(StaffScope importer, @Nullable String code) {
        return code == null || code.isBlank()
                ? importer.home()
                : accounts.byCode(code)
                        .filter(account -> importer.sees(account.id()))
                        .orElseThrow(() -> AccountRefused.unknown(code));
    }

    List<Account> accounts() {
        return accounts.all(importer().accounts());
    }

    List<ImportRun> latest() {
        return imports.latest(importer().accounts(), SHOWN);
    }

    ImportRun byId(long id) {
        var importer = importer();
        return imports.byId(id).filter(run -> importer.sees(run.account())).orElseThrow(ImportRefused::unknown);
    }
}

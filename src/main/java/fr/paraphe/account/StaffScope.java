package fr.paraphe.account;

import java.util.Set;

/**
 * What one member of staff may see. A thing of an account outside it does not exist for this person: it answers 404.
 *
 * @param home the account where this person works
 * @param accounts the accounts seen: home, the attached ones if allowed, all of them for support
 */
public record StaffScope(String userId, Account home, Set<AccountId> accounts, Set<StaffRole> roles) {

    public StaffScope {
        accounts = Set.copyOf(accounts);
        roles = Set.copyOf(roles);
    }

    public boolean sees(AccountId account) {
        return accounts.contains(account);
    }

    public boolean has(StaffRole role) {
        return roles.contains(role);
    }
}

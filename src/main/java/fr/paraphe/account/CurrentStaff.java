package fr.paraphe.account;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Who is at work on this thread: in REST, in the console, in the engine's doors and in delegates that run in the
 * caller's thread. The engine's jobs run for nobody.
 */
@Component
public class CurrentStaff {

    private final JdbcClient jdbc;
    private final Accounts accounts;

    CurrentStaff(JdbcClient jdbc, Accounts accounts) {
        this.jdbc = jdbc;
        this.accounts = accounts;
    }

    /**
     * What the person of this thread may see now.
     *
     * @throws IllegalStateException if nobody is logged in: no open address may ask
     */
    public StaffScope scope() {
        return scopeIfAny().orElseThrow(() -> new IllegalStateException("nobody is logged in on this thread"));
    }

    /** The same; empty where nobody is at work, as in the engine's jobs. */
    public Optional<StaffScope> scopeIfAny() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(Authentication::isAuthenticated)
                .filter(person -> !(person instanceof AnonymousAuthenticationToken))
                .map(this::scopeOf);
    }

    private StaffScope scopeOf(Authentication person) {
        var roles = person.getAuthorities().stream()
                .flatMap(authority -> StaffRole.ofAuthority(authority.getAuthority()).stream())
                .collect(toSet());
        return scopeOf(person.getName(), roles);
    }

    StaffScope scopeOf(String userId, Set<StaffRole> roles) {
        var seen = accountsSeenBy(userId);
        var home = seen.stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("user " + userId + " belongs to no account"));
        var all = roles.contains(StaffRole.SUPPORT) ? accounts.all() : seen;
        return new StaffScope(userId, home, all.stream().map(Account::id).collect(toSet()), roles);
    }

    /** Home first, then the attached accounts, if this person sees them. */
    private List<Account> accountsSeenBy(String userId) {
        return jdbc.sql("""
                        select account.*
                        from staff
                        join account on account.id = staff.account_id
                             or (staff.sees_attached and account.parent_id = staff.account_id)
                        where staff.user_id = ?
                        order by account.id <> staff.account_id, account.name
                        """).param(userId).query(Accounts::account).list();
    }
}

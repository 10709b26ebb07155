package fr.paraphe.account;

import static java.util.stream.Collectors.toSet;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Who is at work on this thread: in REST, in the console, in the engine's doors and in delegates that run in the
 * caller's thread. The engine's jobs run for nobody.
 */
@Component
public class CurrentStaff {

    private final Accounts accounts;

    CurrentStaff(Accounts accounts) {
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
                .filter(CurrentStaff::isStaff)
                .flatMap(this::scopeOf);
    }

    /**
     * The account of this code, if the person of this thread sees it.
     *
     * @throws AccountRefused as unknown, for one that is not seen as for one that is not there
     */
    public Account account(String code) {
        var scope = scope();
        return accounts.byCode(code)
                .filter(account -> scope.sees(account.id()))
                .orElseThrow(() -> AccountRefused.unknown(code));
    }

    /** The same; without a code, the account where the person works. */
    public Account accountOrHome(@Nullable String code) {
        return code == null || code.isBlank() ? scope().home() : account(code);
    }

    /** Whether this login is one of staff: others, such as a partner's, are of another type, whatever their name. */
    public static boolean isStaff(@Nullable Authentication login) {
        return login instanceof UsernamePasswordAuthenticationToken && login.isAuthenticated();
    }

    private Optional<StaffScope> scopeOf(Authentication person) {
        var roles = person.getAuthorities().stream()
                .flatMap(authority -> StaffRole.ofAuthority(authority.getAuthority()).stream())
                .collect(toSet());
        var own = accounts.ofStaff(person.getName());
        var seen = roles.contains(StaffRole.SUPPORT) ? accounts.all() : own;
        return own.stream()
                .findFirst()
                .map(home -> new StaffScope(
                        person.getName(), home, seen.stream().map(Account::id).collect(toSet()), roles));
    }
}

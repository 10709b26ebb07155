package fr.paraphe.account.login;

import fr.paraphe.account.LoginAttempts;
import fr.paraphe.account.Passwords;
import fr.paraphe.account.StaffDirectory;
import fr.paraphe.account.StaffRole;
import fr.paraphe.account.TooManyLogins;
import fr.paraphe.camunda.identity.StaffIdentities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Staff logs in with the passwords of the engine's identity service; its groups are the roles. */
@Component
class StaffAuthentication implements AuthenticationProvider {

    private static final Logger log = LoggerFactory.getLogger(StaffAuthentication.class);

    private static final Profiles PRODUCTION = Profiles.of("production");

    private final StaffIdentities identities;
    private final StaffDirectory staff;
    private final LoginAttempts attempts;
    private final boolean production;

    StaffAuthentication(
            StaffIdentities identities, StaffDirectory staff, LoginAttempts attempts, Environment environment) {
        this.identities = identities;
        this.staff = staff;
        this.attempts = attempts;
        this.production = environment.acceptsProfiles(PRODUCTION);
    }

    @Override
    public Authentication authenticate(Authentication login) {
        var userId = login.getName();
        var address = address(login);
        try {
            attempts.refuseIfExhausted(userId, address);
        } catch (TooManyLogins tooMany) {
            tellFailed(userId, address, "too many attempts");
            throw tooMany;
        }
        if (!isRight(userId, String.valueOf(login.getCredentials()))) {
            attempts.failed(userId, address);
            tellFailed(userId, address, "wrong user or password");
            throw new BadCredentialsException("wrong user or password");
        }
        var roles = staff.rolesOf(userId).stream()
                .map(StaffRole::authority)
                .map(SimpleGrantedAuthority::new)
                .toList();
        var person = UsernamePasswordAuthenticationToken.authenticated(userId, null, roles);
        person.setDetails(login.getDetails());
        return person;
    }

    @Override
    public boolean supports(Class<?> login) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(login);
    }

    /** What a stranger typed as a user may be a password, or anything. */
    private void tellFailed(String userId, String address, String why) {
        log.warn("Login of {} from {} refused: {}", staff.knows(userId) ? userId : "a stranger", address, why);
    }

    /** A user whom no account employs is a stranger; the demonstration's password, known to all, opens nothing. */
    private boolean isRight(String userId, String password) {
        return !(production && Passwords.isWellKnown(password))
                && staff.knows(userId)
                && identities.passwordMatches(userId, password);
    }

    private static String address(Authentication login) {
        return login.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
    }
}

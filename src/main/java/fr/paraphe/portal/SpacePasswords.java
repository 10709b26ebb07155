package fr.paraphe.portal;

import fr.paraphe.account.LoginAttempts;
import fr.paraphe.account.Passwords;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.function.SingletonSupplier;

/** Checks and changes the passwords of spaces. */
@Service
public class SpacePasswords {

    private static final int STRENGTH = 11;
    private static final Profiles PRODUCTION = Profiles.of("production");

    private final Spaces spaces;
    private final LoginAttempts attempts;
    private final boolean production;
    private final PasswordEncoder encoder =
            new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(STRENGTH)));

    /**
     * Of a password that nobody has: an unknown address takes as long as a known one. Start-up does not wait for it.
     */
    private final Supplier<String> nobodys = SingletonSupplier.of(() -> encoder.encode("nobody's"));

    SpacePasswords(Spaces spaces, LoginAttempts attempts, Environment environment) {
        this.spaces = spaces;
        this.attempts = attempts;
        this.production = environment.acceptsProfiles(PRODUCTION);
    }

    /**
     * The space that this address and this password open.
     *
     * @param address the visitor's network address
     * @throws fr.paraphe.account.TooManyLogins if too many failed lately
     */
    public Optional<Space> open(String mail, String password, String address) {
        var who = attempter(mail);
        attempts.refuseIfExhausted(who, address);
        var space = spaces.byMail(mail);
        var hash = space.map(known -> spaces.passwordOf(known.id())).orElse(null);
        var nobody = nobodys.get();
        var right = matches(password, hash == null ? nobody : hash) && hash != null;
        if (!right || production && Passwords.isWellKnown(password)) {
            attempts.failed(who, address);
            return Optional.empty();
        }
        space.ifPresent(known -> {
            if (encoder.upgradeEncoding(hash)) {
                spaces.rehash(known.id(), encoder.encode(password));
            }
            spaces.loggedIn(known.id());
        });
        return space;
    }

    /**
     * Chooses another password: all sessions of the space end, the present one included.
     *
     * @param present the password so far; not asked where none was ever chosen
     * @throws PortalRefused if it is wrong, or the new one breaks a rule
     * @throws fr.paraphe.account.TooManyLogins if the present password was guessed too often
     */
    @Transactional
    public Space change(Space space, String present, String password, String confirmation, String address) {
        var hash = spaces.passwordOf(space.id());
        if (hash != null && !space.mustChangePassword()) {
            var who = attempter(space.mail());
            attempts.refuseIfExhausted(who, address);
            if (!matches(present, hash)) {
                attempts.failed(who, address);
                throw PortalRefused.presentPasswordWrong();
            }
        }
        choose(space, password, confirmation);
        return spaces.byId(space.id()).orElseThrow();
    }

    /** @throws PortalRefused if a rule is broken */
    void choose(Space space, String password, String confirmation) {
        var broken = PasswordRule.brokenBy(new PasswordRule.Choice(space.mail(), password, confirmation));
        if (!broken.isEmpty()) {
            throw PortalRefused.password(broken);
        }
        spaces.choosePassword(space.id(), encoder.encode(password));
    }

    /** Whatever the password is: for demonstrations. */
    void give(Space space, String password) {
        spaces.choosePassword(space.id(), encoder.encode(password));
    }

    /** Every session of the space ends, on every device. */
    @Transactional
    public void endSessions(Space space) {
        spaces.endSessions(space.id());
    }

    /** Whether a password was ever chosen. */
    boolean isChosen(Space space) {
        return spaces.passwordOf(space.id()) != null;
    }

    /** Names of spaces are counted apart from those of staff. */
    static String attempter(String mail) {
        return "portal " + Space.login(mail);
    }

    /** What is longer than a password may be is none. */
    private boolean matches(String password, String hash) {
        return password.length() <= PasswordRule.MOST_BYTES && encoder.matches(password, hash);
    }
}

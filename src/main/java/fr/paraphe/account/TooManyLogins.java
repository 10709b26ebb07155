package fr.paraphe.account;

import java.time.Duration;
import org.springframework.security.authentication.AccountStatusException;

/** A login that is not even looked at, as too many failed before it. */
public class TooManyLogins extends AccountStatusException {

    private final Duration wait;

    TooManyLogins(Duration wait) {
        super("too many failed logins");
        this.wait = wait;
    }

    /** How long until the next try is looked at. */
    public Duration waiting() {
        return wait;
    }
}

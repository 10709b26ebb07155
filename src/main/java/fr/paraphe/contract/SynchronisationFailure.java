package fr.paraphe.contract;

import java.util.Locale;

/** Why signatures could not be fetched; {@code contract.synchronisation.failure.<slug>} puts it into words. */
public enum SynchronisationFailure {
    UNREACHABLE,
    TOO_SLOW,
    TOO_LARGE,
    /** The platform does not let us in: 401 or 403. */
    LOGIN_REFUSED,
    /** The platform does not know the cursor that it gave us: 422. */
    CURSOR_REFUSED,
    /** Another answer that is no page of signatures: 3xx, 4xx. */
    UNEXPECTED_ANSWER,
    /** 5xx, or 429. */
    PLATFORM_DOWN,
    /** No JSON, or not as agreed upon. */
    NOT_UNDERSTOOD,
    /** The same cursor again and again, or no end. */
    ENDLESS;

    /** The last part of its message key: {@code too-slow}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

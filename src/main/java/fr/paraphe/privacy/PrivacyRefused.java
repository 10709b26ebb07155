package fr.paraphe.privacy;

import fr.paraphe.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** Why something about a person's data was not done. Nothing has changed. */
public final class PrivacyRefused extends Refusal {

    private PrivacyRefused(String type, int status, @Nullable Object... arguments) {
        super(type, status, arguments);
    }

    static PrivacyRefused managersAlone() {
        return new PrivacyRefused("personal-data-managers-alone", 403);
    }

    static PrivacyRefused unknown(String number) {
        return new PrivacyRefused("personal-data-request-unknown", 404, number);
    }

    static PrivacyRefused openAlready(String number) {
        var refusal = new PrivacyRefused("personal-data-request-open", 409, number);
        refusal.with("number", number);
        return refusal;
    }

    static PrivacyRefused receivedInFuture() {
        return (PrivacyRefused) new PrivacyRefused("personal-data-received-in-future", 422)
                .withError("receivedOn", "privacy.wrong.received");
    }

    static PrivacyRefused reasonMissing() {
        return (PrivacyRefused)
                new PrivacyRefused("personal-data-reason-missing", 422).withError("reason", "privacy.wrong.reason");
    }

    public static PrivacyRefused closed(String number) {
        return new PrivacyRefused("personal-data-request-closed", 409, number);
    }

    static PrivacyRefused extendedAlready(String number) {
        return new PrivacyRefused("personal-data-extended-already", 409, number);
    }

    static PrivacyRefused tooLateToExtend(String number) {
        return new PrivacyRefused("personal-data-too-late-to-extend", 409, number);
    }

    static PrivacyRefused archiveExpired(int days) {
        return new PrivacyRefused("personal-data-archive-expired", 410, days);
    }

    static PrivacyRefused onHold() {
        return new PrivacyRefused("personal-data-on-hold", 409);
    }

    /** @param what the references of what must be ended first */
    static PrivacyRefused underWay(String what) {
        return new PrivacyRefused("personal-data-under-way", 409, what);
    }

    static PrivacyRefused erased() {
        return new PrivacyRefused("personal-data-erased", 409);
    }

    static PrivacyRefused onHoldAlready() {
        return new PrivacyRefused("legal-hold-standing", 409);
    }

    static PrivacyRefused notOnHold() {
        return new PrivacyRefused("legal-hold-none", 409);
    }
}

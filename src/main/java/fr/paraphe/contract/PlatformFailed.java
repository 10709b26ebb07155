package fr.paraphe.contract;

import org.jspecify.annotations.Nullable;

/** No page of signatures came from the platform; its message is for operators, without anything that was received. */
final class PlatformFailed extends RuntimeException {

    private final SynchronisationFailure failure;

    private PlatformFailed(SynchronisationFailure failure, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.failure = failure;
    }

    static PlatformFailed because(SynchronisationFailure failure, @Nullable Throwable cause) {
        return new PlatformFailed(failure, "The platform gives no signatures: " + failure, cause);
    }

    static PlatformFailed answered(SynchronisationFailure failure, int status) {
        return new PlatformFailed(failure, "The platform answers " + status + ": " + failure, null);
    }

    static PlatformFailed notUnderstood(String what) {
        return new PlatformFailed(
                SynchronisationFailure.NOT_UNDERSTOOD, "The platform's answer is not understood: " + what, null);
    }

    SynchronisationFailure failure() {
        return failure;
    }
}

package fr.paraphe.camunda;

/** Another system did not answer, or not within bounds. */
public final class CallFailed extends RuntimeException {

    public enum Reason {
        UNREACHABLE,
        TOO_SLOW,
        TOO_LARGE
    }

    private final Reason reason;

    CallFailed(Reason reason, Throwable cause) {
        super(reason.name(), cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}

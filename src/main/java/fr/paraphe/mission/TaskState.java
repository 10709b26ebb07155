package fr.paraphe.mission;

/** Where a request or a task stands. */
public enum TaskState {
    /** The client has not answered, or staff has not done it. */
    OPEN,
    /** The client says it is done; staff checks. */
    ANSWERED,
    /** Accepted, or done. */
    DONE,
    /** Given up: nothing is expected any more. */
    CLOSED
}

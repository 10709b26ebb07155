package fr.paraphe.message;

/** What a person decides about a message whose fate the provider could not tell. */
public enum UncertainDecision {
    WAS_SENT,
    /** With the next retry of the failures, not before. */
    SEND_AGAIN,
    /** Neither sent nor tried again. */
    GIVE_UP
}

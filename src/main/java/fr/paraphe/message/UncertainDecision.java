package fr.paraphe.message;

/** What a person decides about a message whose fate the provider could not tell. */
public enum UncertainDecision {
    WAS_SENT,
    SEND_AGAIN,
    GIVE_UP
}

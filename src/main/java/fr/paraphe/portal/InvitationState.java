package fr.paraphe.portal;

/** Where an invitation stands. */
public enum InvitationState {
    /** Sent, and reminded of from time to time. */
    WAITING,
    /** The partner is in. */
    OPENED,
    /** No reminder is left; the last code may still be good. */
    UNANSWERED,
    /** The address does not exist. */
    BOUNCED,
    /** The partner wants no more such mails. */
    UNSUBSCRIBED,
    /** The partner was invited anew. */
    REPLACED
}

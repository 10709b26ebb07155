package fr.paraphe.partner;

/** Why nothing can be sent to a mail address or a phone number. */
public enum ContactProblem {
    MISSING,
    INVALID,
    /** A valid number that takes no SMS: fixed line, Internet box, special rate. */
    LANDLINE,
    /** The last message to this very address or number came back. */
    BOUNCED,
    /** The person asked for no more messages by this way, whatever the address. */
    OPTED_OUT
}

package fr.paraphe.message;

/** Why a message did not arrive. Texts: {@code message.reason.<name>} in this module's message files. */
public enum FailureReason {
    INVALID_ADDRESS,
    UNKNOWN_MAILBOX,
    MAILBOX_FULL,
    INVALID_NUMBER,
    NOT_A_MOBILE,
    OPTED_OUT,
    REGION_NOT_SERVED,
    UNREACHABLE,
    UNKNOWN_NUMBER,
    BLOCKED,
    FILTERED,
    EXPIRED,
    NOT_DELIVERED,
    REFUSED,
    /** Every attempt ended without an answer or with "later". */
    NO_ANSWER,
    /** A person gave up a message whose fate was uncertain: it is never tried again. */
    GIVEN_UP,
    /** A person wants a message whose fate was uncertain to be sent again: the next retry of the failures does it. */
    SEND_AGAIN
}

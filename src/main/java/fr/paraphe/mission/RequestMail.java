package fr.paraphe.mission;

import java.time.Instant;

/**
 * What a client was to be told of a request by mail.
 *
 * @param at when the mail left; if it did not, when it was to
 */
public record RequestMail(Kind kind, Outcome outcome, Instant at) {

    /** Asked for the first time, asked again, or reminded. */
    public enum Kind {
        NEW,
        AGAIN,
        REMINDER
    }

    /** Whether the mail left, and if none did, why. */
    public enum Outcome {
        /** It is about to leave. */
        WAITING,
        SENT,
        /** It came back. */
        RETURNED,
        /** The mail server did not take it. */
        FAILED,
        /** None left: the client had answered, or the request was settled. */
        SETTLED,
        /** None left: the account was without the module. */
        MODULE_OFF,
        /** None left: the client has switched these mails off. */
        UNSUBSCRIBED,
        /** None left, as for the three below: the client's address was no good, or no mails were wanted. */
        MISSING,
        INVALID,
        BOUNCED,
        OPTED_OUT
    }
}

package fr.paraphe.message;

/** Where a message is on its way: QUEUED → SENDING → SENT → DELIVERED or BOUNCED, or one of the others. */
public enum MessageState {
    /** Waits for its turn, or for its next attempt. */
    QUEUED,
    /** Claimed by a sender; the provider may or may not have it yet. */
    SENDING,
    /** The provider has accepted it. */
    SENT,
    /** The provider says that it has arrived. */
    DELIVERED,
    /** Accepted, then returned. */
    BOUNCED,
    /** Will not arrive; the reason is a {@link FailureReason}. */
    FAILED,
    /** Withdrawn before it left; the reason is the flow's. */
    SKIPPED,
    /** The provider cannot say whether it has it: a person decides. */
    UNCERTAIN
}

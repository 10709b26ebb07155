package fr.paraphe.relaunch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment in a run's history.
 *
 * @param amount contracts, people or messages, as the kind says; null: none
 * @param about the person whom it is about, as the directory names the person now; null: nobody in particular
 * @param by the member of staff; null: Paraphe itself
 */
public record RelaunchEvent(
        What what,
        @Nullable Long amount,
        @Nullable String about,
        @Nullable String by,
        Instant at) {

    /** Each has a text in the message files: {@code relaunch.event.<name>}. */
    public enum What {
        /** Amount: contracts found. */
        REQUESTED,
        /** Amount: contracts kept. */
        SELECTED,
        CONTACT_CORRECTED,
        /** Amount: people who will get a message. */
        PREVIEWED,
        SELECTED_AGAIN,
        REVIEWED_AGAIN,
        CONFIRMED,
        /** Amount: messages. */
        QUEUED,
        PAUSED,
        /** Paraphe paused the run: too many messages in a row did not get through. */
        PAUSED_BY_ERRORS,
        RESUMED,
        /** Amount: messages that will not leave. */
        STOPPED,
        /** Amount: people who signed while the messages were leaving. */
        SIGNED_MEANWHILE,
        /** Amount: people whose contracts were withdrawn while the messages were leaving. */
        WITHDRAWN_MEANWHILE,
        SENT,
        RETRIED,
        /** Of a message whose fate was uncertain, somebody said that it had left. */
        UNCERTAIN_WAS_SENT,
        /** Such a message is to leave again with the next retry. */
        UNCERTAIN_SEND_AGAIN,
        /** Such a message is not tried again. */
        UNCERTAIN_GIVE_UP,
        CLOSED,
        CANCELLED
    }
}

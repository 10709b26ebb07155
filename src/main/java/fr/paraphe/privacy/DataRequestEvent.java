package fr.paraphe.privacy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a request.
 *
 * @param by null: Paraphe itself
 */
public record DataRequestEvent(What what, @Nullable String by, Instant at) {

    public enum What {
        RECEIVED,
        ALERTED,
        EXTENDED,
        HANDED_OVER,
        ERASED,
        DONE,
        REFUSED
    }
}

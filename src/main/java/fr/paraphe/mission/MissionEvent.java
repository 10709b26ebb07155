package fr.paraphe.mission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a mission.
 *
 * @param amount of occurrences, where some were created
 * @param by a login; null: by itself
 */
public record MissionEvent(
        What what, @Nullable Long amount, @Nullable String by, Instant at) {

    public enum What {
        SAVED,
        CHANGED,
        SIGNED,
        CREATED,
        UNSIGNED,
        STOPPED,
        ENDED
    }
}

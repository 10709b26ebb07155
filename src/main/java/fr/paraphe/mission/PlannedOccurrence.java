package fr.paraphe.mission;

import java.time.LocalDate;

/**
 * What a mission creates, or has created.
 *
 * @param n its number within the mission and the offering, from 1
 * @param period as titles have it
 * @param createdOn the day on which it is, or was, created
 */
public record PlannedOccurrence(
        long offering, String title, int n, String period, LocalDate dueOn, LocalDate createdOn, State state) {

    public enum State {
        CREATED,
        /** Its day has come: it is created at the signature. */
        AT_ONCE,
        TO_COME
    }
}

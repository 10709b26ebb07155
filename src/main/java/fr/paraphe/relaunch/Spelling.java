package fr.paraphe.relaunch;

/**
 * How an SMS is written: some letters make it dear ({@code ç}, {@code ê}, {@code œ}…), which is for a person to decide.
 */
public enum Spelling {
    /** Without those letters, if that takes fewer segments. */
    CHEAPEST,
    AS_WRITTEN
}

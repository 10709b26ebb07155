package fr.paraphe.mission;

/** Where a mission stands. */
public enum MissionStatus {
    /** Nothing is created. */
    SAVED,
    /** What falls due is created by itself. */
    SIGNED,
    /** Ended before its time; what was created stays. */
    STOPPED,
    /** Its last day is over. */
    ENDED;

    /** Whether anything can still change. */
    boolean isAlive() {
        return this == SAVED || this == SIGNED;
    }
}

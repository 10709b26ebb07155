package fr.paraphe.relaunch;

import java.util.Set;

/** Where a run stands, and where it can go from there. */
public enum RelaunchStatus {
    /** Somebody chooses contracts and channel. */
    SELECTING,
    /** Somebody reviews the recipients. */
    REVIEWING,
    /** Text, number and cost are shown; nothing has left. */
    CONFIRMING,
    SENDING,
    PAUSED,
    /** What was not sent yet will not be; what is just leaving still is. */
    STOPPING,
    /** Everything is sent or given up; somebody reads the outcome. */
    SENT,
    CLOSED,
    CANCELLED;

    boolean leadsTo(RelaunchStatus other) {
        return next().contains(other);
    }

    /** Whether a message may have left already. */
    public boolean isConfirmed() {
        return switch (this) {
            case SENDING, PAUSED, STOPPING, SENT, CLOSED -> true;
            case SELECTING, REVIEWING, CONFIRMING, CANCELLED -> false;
        };
    }

    private Set<RelaunchStatus> next() {
        return switch (this) {
            case SELECTING -> Set.of(REVIEWING, CANCELLED);
            case REVIEWING -> Set.of(SELECTING, CONFIRMING, CANCELLED);
            case CONFIRMING -> Set.of(REVIEWING, SENDING, CANCELLED);
            case SENDING -> Set.of(PAUSED, STOPPING, SENT);
            case PAUSED -> Set.of(SENDING, STOPPING);
            case STOPPING -> Set.of(SENT);
            case SENT -> Set.of(SENDING, CLOSED);
            case CLOSED, CANCELLED -> Set.of();
        };
    }
}

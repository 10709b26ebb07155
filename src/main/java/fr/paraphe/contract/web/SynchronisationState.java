package fr.paraphe.contract.web;

import fr.paraphe.contract.SynchronisationView;
import fr.paraphe.contract.process.SynchronisationProcess.Position;
import org.jspecify.annotations.Nullable;

/** How a synchronisation is doing, as people see it. */
enum SynchronisationState {
    RUNNING("info"),
    /** The last attempt failed; the engine tries again by itself. */
    TRYING_AGAIN("warning"),
    DONE("success"),
    /** It tries no more, until an operator says so. */
    FAILED("danger"),
    /** An operator ended it. */
    ENDED("neutral");

    private final String tone;

    SynchronisationState(String tone) {
        this.tone = tone;
    }

    public String tone() {
        return tone;
    }

    /** Whether it will change by itself. */
    public boolean isGoing() {
        return this == RUNNING || this == TRYING_AGAIN;
    }

    /** @param position null: the engine does not know it any more */
    static SynchronisationState of(SynchronisationView run, @Nullable Position position) {
        if (run.endedAt() != null) {
            return DONE;
        }
        if (position == null) {
            return ENDED;
        }
        if (position.blocked()) {
            return FAILED;
        }
        return run.failure() == null ? RUNNING : TRYING_AGAIN;
    }
}

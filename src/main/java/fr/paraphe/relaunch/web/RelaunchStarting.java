package fr.paraphe.relaunch.web;

import fr.paraphe.relaunch.RelaunchNumber;
import fr.paraphe.relaunch.RelaunchRefused;
import fr.paraphe.relaunch.RelaunchRequest;
import fr.paraphe.relaunch.RelaunchSelecting;
import fr.paraphe.relaunch.process.RelaunchProcess;
import fr.paraphe.relaunch.process.RelaunchProcess.Started;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Starts a run together with what was ticked before, as the list of contracts lets people do: both or neither. */
@Component
class RelaunchStarting {

    private final RelaunchProcess process;
    private final RelaunchSelecting selecting;

    RelaunchStarting(RelaunchProcess process, RelaunchSelecting selecting) {
        this.process = process;
        this.selecting = selecting;
    }

    /** Contracts that the filter finds: all but those named, or only those. */
    record Ticks(boolean all, List<Long> named) {

        static Ticks allBut(List<Long> unticked) {
            return new Ticks(true, unticked);
        }

        static Ticks only(List<Long> ticked) {
            return new Ticks(false, ticked);
        }

        boolean isNone() {
            return !all && named.isEmpty();
        }
    }

    /**
     * @param ticks of a new run; in one that was started before, they are as they were
     * @throws RelaunchRefused if nothing is ticked, or the filter does not find a contract that is named
     */
    @Transactional
    public Started start(RelaunchRequest request, Ticks ticks) {
        if (ticks.isNone()) {
            throw RelaunchRefused.nothingTicked();
        }
        var started = process.start(request);
        if (started.isNew()) {
            tick(started.number(), ticks);
        }
        return started;
    }

    private void tick(RelaunchNumber number, Ticks ticks) {
        if (!ticks.all()) {
            selecting.tickAll(number, false);
        }
        selecting.tick(number, ticks.named(), !ticks.all());
    }
}

package fr.paraphe.relaunch.web;

import fr.paraphe.relaunch.RelaunchRequest;
import fr.paraphe.relaunch.RelaunchSelecting;
import fr.paraphe.relaunch.process.RelaunchProcess;
import fr.paraphe.relaunch.process.RelaunchProcess.Started;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Starts a run together with what was unticked before, as the list of contracts lets people do: both or neither. */
@Component
class RelaunchStarting {

    private final RelaunchProcess process;
    private final RelaunchSelecting selecting;

    RelaunchStarting(RelaunchProcess process, RelaunchSelecting selecting) {
        this.process = process;
        this.selecting = selecting;
    }

    /** @param except contracts to be unticked in a new run; in one that was started before, they were */
    @Transactional
    public Started start(RelaunchRequest request, List<Long> except) {
        var started = process.start(request);
        if (started.isNew()) {
            selecting.tick(started.number(), except, false);
        }
        return started;
    }
}

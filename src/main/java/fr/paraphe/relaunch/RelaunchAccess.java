package fr.paraphe.relaunch;

import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffRole;
import fr.paraphe.account.StaffScope;
import org.springframework.stereotype.Component;

/** Which runs the person at work may see or change. Another account's run does not exist for this person. */
@Component
class RelaunchAccess {

    private final Relaunches relaunches;
    private final CurrentStaff staff;

    RelaunchAccess(Relaunches relaunches, CurrentStaff staff) {
        this.relaunches = relaunches;
        this.staff = staff;
    }

    Relaunch toRead(RelaunchNumber number) {
        return relaunches
                .findByNumber(number.value())
                .filter(run -> staff.scope().sees(run.account()))
                .orElseThrow(() -> RelaunchRefused.unknown(number.value()));
    }

    /** Locked until the transaction ends, so that two people never decide the same thing at once. */
    Relaunch toChange(RelaunchNumber number) {
        var run = relaunches
                .findLockedByNumber(number.value())
                .filter(found -> staff.scope().sees(found.account()))
                .orElseThrow(() -> RelaunchRefused.unknown(number.value()));
        refuseUnlessWorker(staff.scope());
        return run;
    }

    /** For the steps that nobody takes: the engine's own. */
    Relaunch inTheBackground(RelaunchNumber number) {
        return relaunches.findLockedByNumber(number.value()).orElseThrow(() -> RelaunchRefused.unknown(number.value()));
    }

    StaffScope worker() {
        var scope = staff.scope();
        refuseUnlessWorker(scope);
        return scope;
    }

    private static void refuseUnlessWorker(StaffScope scope) {
        if (!scope.has(StaffRole.AGENT) && !scope.has(StaffRole.MANAGER)) {
            throw RelaunchRefused.roleMissing();
        }
    }
}

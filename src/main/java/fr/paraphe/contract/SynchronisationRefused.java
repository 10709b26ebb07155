package fr.paraphe.contract;

import fr.paraphe.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** Why a synchronisation is not started or not shown. */
public final class SynchronisationRefused extends Refusal {

    private SynchronisationRefused(String type, int status, @Nullable Object... arguments) {
        super(type, status, arguments);
    }

    static SynchronisationRefused roleMissing() {
        return new SynchronisationRefused("synchronisation-role-missing", 403);
    }

    static SynchronisationRefused startingOverNotAllowed() {
        return new SynchronisationRefused("synchronisation-starting-over", 403);
    }

    static SynchronisationRefused unknown(String number) {
        return new SynchronisationRefused("synchronisation-unknown", 404, number);
    }
}

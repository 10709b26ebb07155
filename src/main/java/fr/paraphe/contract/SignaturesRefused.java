package fr.paraphe.contract;

import fr.paraphe.problem.Refusal;

/** Why signatures made here are not told. */
public final class SignaturesRefused extends Refusal {

    private SignaturesRefused(String type) {
        super(type, 422);
    }

    static SignaturesRefused unknownCursor() {
        return new SignaturesRefused("signature-cursor-unknown");
    }

    static SignaturesRefused cursorFromTheFuture() {
        return new SignaturesRefused("signature-cursor-future");
    }
}

package fr.paraphe.proposal;

import java.util.Set;

/** Where a proposal stands. */
public enum ProposalStatus {
    /** Prepared, and not sent, or no longer: its recipient is being corrected. */
    READY,
    /** The client can read and sign it. */
    SENT,
    SIGNED,
    DECLINED,
    /** Nobody signed it in time. */
    EXPIRED,
    /** The account took it back. */
    WITHDRAWN;

    boolean canBecome(ProposalStatus next) {
        return switch (this) {
            case READY -> Set.of(SENT, WITHDRAWN).contains(next);
            case SENT -> next != SENT;
            case SIGNED, DECLINED, EXPIRED, WITHDRAWN -> false;
        };
    }
}

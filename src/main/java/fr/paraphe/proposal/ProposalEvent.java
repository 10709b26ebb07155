package fr.paraphe.proposal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a proposal.
 *
 * @param detail such as a reason or a section's title; null: none
 * @param who the user, the login of a space, or the process
 */
public record ProposalEvent(Kind what, @Nullable String detail, String who, Instant at) {

    /** {@code proposal.event.<kind>} in the message files puts it into words. */
    public enum Kind {
        PREPARED,
        COMPLETED,
        COMPANY_REFUSED,
        SENT,
        REMINDED,
        READDRESSED,
        OPENED,
        LEGAL_GIVEN,
        SECTION_ACCEPTED,
        SIGNED,
        SEALED,
        SIGNATORIES_TOLD,
        DECLINED,
        EXPIRED,
        WITHDRAWN
    }
}

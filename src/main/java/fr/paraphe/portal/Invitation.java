package fr.paraphe.portal;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One partner, invited once.
 *
 * @param mails how many were sent or are about to be, reminders included
 * @param lastMailAt when the latest of them was queued; null if it is still about to be
 */
public record Invitation(
        long id,
        InvitationNumber number,
        AccountId account,
        PartnerId partner,
        String partnerReference,
        String partnerName,
        InvitationState state,
        String invitedBy,
        Instant invitedAt,
        @Nullable Instant settledAt,
        int mails,
        @Nullable Instant lastMailAt) {}

package fr.paraphe.campaign;

import fr.paraphe.partner.PartnerKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A partner whom a campaign reached.
 *
 * @param account the code of the partner's account
 * @param deliveredAt null: about to be
 * @param readAt when the partner first opened the campaign or one of its documents; null: not yet
 * @param toSign how many of its documents ask for a signature, or did
 * @param signed how many of these do no more
 */
public record CampaignDelivery(
        long partner,
        String account,
        String reference,
        String name,
        PartnerKind kind,
        Instant reachedAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant readAt,
        int toSign,
        int signed) {}

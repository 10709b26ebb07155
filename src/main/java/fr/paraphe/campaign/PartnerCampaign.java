package fr.paraphe.campaign;

import fr.paraphe.partner.PartnerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as a partner sees it: its present title, message and logo, even where the documents are older (C-21).
 *
 * @param agency the account whose campaign it is
 * @param logo the version of the logo, for its address; null: none
 * @param running false: it is closed; who got it keeps it
 * @param readAt null: the partner has not opened it yet
 * @param documents how many came with it
 */
public record PartnerCampaign(
        CampaignNumber number,
        PartnerId partner,
        String agency,
        String title,
        String message,
        @Nullable Long logo,
        boolean running,
        Instant deliveredAt,
        @Nullable Instant readAt,
        int documents) {}

package fr.paraphe.campaign.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.paraphe.campaign.CampaignContent;
import fr.paraphe.campaign.CampaignKind;
import fr.paraphe.campaign.CampaignParameters;
import fr.paraphe.campaign.CampaignRequest;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Body of a creation. Each step may be filled in at once, or later.
 *
 * @param account its code; null: the only one that the asker sees
 * @param title its recipients read it; null: no dates either
 * @param startsOn the first day, in Paris; null: the day of the launch
 * @param endsOn the last day, included; null: until closed by hand
 * @param message plain text
 * @param notifiedByMail null: false
 */
record CreateCampaign(
        @Nullable String account,
        @Nullable String title,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable CampaignKind kind,
        @Nullable ChosenPopulation population,
        @Nullable String message,
        @Nullable Boolean notifiedByMail) {

    CampaignRequest request(@Nullable String idempotencyKey) {
        return new CampaignRequest(
                account,
                idempotencyKey,
                UUID.nameUUIDFromBytes(toString().getBytes(UTF_8)).toString());
    }

    @Nullable
    CampaignParameters parameters() {
        return title == null && startsOn == null && endsOn == null
                ? null
                : new CampaignParameters(title == null ? "" : title, startsOn, endsOn);
    }

    @Nullable
    CampaignContent content() {
        return message == null && notifiedByMail == null
                ? null
                : new CampaignContent(message == null ? "" : message, Boolean.TRUE.equals(notifiedByMail));
    }
}

package fr.paraphe.campaign;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A row of the list of campaigns (C-26). */
public record CampaignSummary(
        long id,
        String number,
        String account,
        CampaignState state,
        @Nullable CampaignKind kind,
        @Nullable String title,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        String createdBy,
        Instant createdAt,
        CampaignFigures figures) {

    CampaignSummary with(CampaignFigures counted) {
        return new CampaignSummary(
                id, number, account, state, kind, title, startsOn, endsOn, createdBy, createdAt, counted);
    }
}

package fr.paraphe.campaign.web;

import static java.util.Objects.requireNonNullElse;

import fr.paraphe.campaign.CampaignContent;
import fr.paraphe.campaign.CampaignParameters;
import fr.paraphe.campaign.CampaignView;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** What is typed into the page "Modifier": the texts and the dates of a campaign that is launched (C-21). */
final class CampaignChange {

    private final String title;
    private final @Nullable LocalDate startsOn;
    private final @Nullable LocalDate endsOn;
    private final String message;
    private final boolean notifiedByMail;

    CampaignChange(
            String title,
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate startsOn,
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate endsOn,
            String message,
            @Nullable Boolean notifiedByMail) {
        this.title = title;
        this.startsOn = startsOn;
        this.endsOn = endsOn;
        this.message = message;
        this.notifiedByMail = Boolean.TRUE.equals(notifiedByMail);
    }

    static CampaignChange of(CampaignView view) {
        return new CampaignChange(
                requireNonNullElse(view.title(), ""),
                view.startsOn(),
                view.endsOn(),
                view.message(),
                view.notifiedByMail());
    }

    CampaignParameters parameters() {
        return new CampaignParameters(title, startsOn, endsOn);
    }

    CampaignContent content() {
        return new CampaignContent(message, notifiedByMail);
    }

    public String getTitle() {
        return title;
    }

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    public @Nullable LocalDate getStartsOn() {
        return startsOn;
    }

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    public @Nullable LocalDate getEndsOn() {
        return endsOn;
    }

    public String getMessage() {
        return message;
    }

    public boolean isNotifiedByMail() {
        return notifiedByMail;
    }
}

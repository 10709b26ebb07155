package fr.paraphe.campaign;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The first step.
 *
 * @param title its recipients read it
 * @param startsOn the first day, in Paris; null: the day of the launch, or as it is if the campaign has begun
 * @param endsOn the last day, included; null: until closed by hand
 */
public record CampaignParameters(
        String title,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn) {}

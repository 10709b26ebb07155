package fr.paraphe.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment in a campaign's history.
 *
 * @param amount partners, where the kind says so
 * @param by the member of staff; null: Paraphe itself
 */
public record CampaignEvent(
        What what, @Nullable Long amount, @Nullable String by, Instant at) {

    /** Each has a text in the message files: {@code campaign.event.<name>}. */
    public enum What {
        CREATED,
        /** Amount: whom it could reach. */
        LAUNCHED,
        PARAMETERS_CHANGED,
        POPULATION_CHANGED,
        DOCUMENTS_CHANGED,
        CONTENT_CHANGED,
        OPENED,
        CLOSED,
        /** Its end date came. */
        ENDED,
        ABANDONED
    }
}

package fr.paraphe.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document of a campaign.
 *
 * @param fileName as it was uploaded
 * @param name as its partners read it
 * @param type the code of its type: where it is filed, and whether the recipient signs
 * @param asksSignature overrides the type; null: as the type says
 * @param recipientSigns what comes of both
 * @param sealed whether it goes out with the account's electronic seal (C-15)
 */
public record CampaignDocument(
        long id,
        String fileName,
        String name,
        String type,
        String typeLabel,
        int bytes,
        @Nullable Boolean asksSignature,
        boolean recipientSigns,
        boolean sealed,
        Instant addedAt) {

    boolean isAs(Change change) {
        return new Change(name, type, asksSignature, sealed).equals(change);
    }

    /**
     * What may be changed about it.
     *
     * @param type code of a type of the account
     * @param asksSignature null: as the type says
     */
    public record Change(String name, String type, @Nullable Boolean asksSignature, boolean sealed) {}
}

package fr.paraphe.campaign;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a new draft.
 *
 * @param account its code; null: the only one that the asker sees
 * @param idempotencyKey null: each request is another draft
 * @param fingerprint tells the same request with the same key from another one
 */
public record CampaignRequest(
        @Nullable String account, @Nullable String idempotencyKey, String fingerprint) {}

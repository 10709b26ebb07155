package fr.paraphe.message;

import java.time.Instant;

/**
 * A message that this sender alone may hand over now.
 *
 * @param attempts this one included
 * @param again whether an earlier attempt ended without an answer, so that the provider may have it already
 * @param claimedAt when that attempt, or this one, began
 */
record Claimed(
        long id,
        long recipient,
        int step,
        String address,
        String language,
        int attempts,
        boolean again,
        Instant createdAt,
        Instant claimedAt) {

    @Override
    public String toString() {
        return "message " + id; // an address is personal data
    }
}

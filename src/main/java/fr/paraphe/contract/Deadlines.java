package fr.paraphe.contract;

import java.time.Instant;

/**
 * Until when a work contract must be signed by all parties.
 *
 * @param contractual 48 hours after the start
 * @param legal the end of the second working day after the start day: 24:00, which is the next day's 00:00
 */
public record Deadlines(Instant contractual, Instant legal) {

    /** The last moment when the law still allows to sign: its day is what people are told. */
    public Instant lastMoment() {
        return legal.minusMillis(1);
    }
}

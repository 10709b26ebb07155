package fr.paraphe.contract;

import java.util.List;
import java.util.Locale;

/**
 * What became of a selection of contracts that someone declared signed.
 *
 * @param signed how many are signed by this very act
 * @param alreadySigned how many had been signed before; nothing about them changes
 * @param refused how many are not signed, for the reasons named
 * @param named the first of the refused ones, at most {@link #MOST_NAMED}
 */
public record SigningOutcome(int signed, int alreadySigned, int refused, List<Refused> named) {

    public static final int MOST_NAMED = 100;

    public SigningOutcome {
        named = List.copyOf(named);
    }

    /** One contract that is not signed, and why. */
    public record Refused(String reference, Reason reason) {}

    /** {@code contract.signing.<slug>} in the message files puts it into words. */
    public enum Reason {
        UNKNOWN,
        WITHDRAWN,
        /** To be signed in the agency, a contract must have been transmitted to the vault. */
        NOT_TRANSMITTED;

        /** The last part of its message key: {@code not-transmitted}. */
        public String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}

package fr.paraphe.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A synchronisation, as far as the reader sees accounts.
 *
 * @param requestedBy a user of these accounts; null: somebody else, or the clock
 * @param byClock whether nobody asked for it
 * @param pages how many the platform gave
 * @param failures how many attempts failed
 * @param failure why the last attempt failed; null: it did not
 * @param endedAt null: not yet
 * @param figures the sum of the accounts'
 * @param accounts those about which the platform told something, in the order of their codes
 */
public record SynchronisationView(
        SynchronisationNumber number,
        @Nullable String requestedBy,
        boolean byClock,
        Instant startedAt,
        int pages,
        int failures,
        @Nullable SynchronisationFailure failure,
        @Nullable Instant failedAt,
        @Nullable Instant endedAt,
        Figures figures,
        List<OfAccount> accounts) {

    public SynchronisationView {
        accounts = List.copyOf(accounts);
    }

    /**
     * What became of signatures.
     *
     * @param signed contracts signed by this run
     * @param alreadySigned contracts that were signed before
     * @param withdrawn contracts that were withdrawn: they stay so
     * @param unknown no such contract is known here yet
     */
    public record Figures(int signed, int alreadySigned, int withdrawn, int unknown) {

        static final Figures NONE = new Figures(0, 0, 0, 0);

        Figures plus(Figures other) {
            return new Figures(
                    signed + other.signed,
                    alreadySigned + other.alreadySigned,
                    withdrawn + other.withdrawn,
                    unknown + other.unknown);
        }
    }

    /** @param name null: there is no account of this code */
    public record OfAccount(String account, @Nullable String name, Figures figures) {}
}

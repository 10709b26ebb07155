package fr.paraphe.partner;

import org.jspecify.annotations.Nullable;

/**
 * What became of one row.
 *
 * @param partner null if the row was refused
 * @param contactKept the directory holds another mail or phone than the row says: it was corrected here, or the partner
 *     keeps it
 * @param wrong why the row was refused
 */
public record PartnerRowOutcome(
        Result result,
        @Nullable PartnerId partner,
        boolean contactKept,
        @Nullable Wrong wrong) {

    public enum Result {
        CREATED,
        CHANGED,
        UNCHANGED,
        REFUSED
    }

    /**
     * @param field as in the file: {@code family_name}
     * @param reason the text is {@code partner.row.<reason>}
     */
    public record Wrong(String field, String reason) {}

    static PartnerRowOutcome refused(Wrong wrong) {
        return new PartnerRowOutcome(Result.REFUSED, null, false, wrong);
    }
}

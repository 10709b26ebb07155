package fr.paraphe.campaign;

/**
 * What became of a campaign, in partners.
 *
 * @param audience whom it is for as things stand now, reached or not: in a draft an estimate; of one that is over, whom
 *     it was for
 * @param delivered who has its documents
 * @param read who has opened it or one of its documents
 * @param toSign who was asked to sign
 * @param signed who of these has nothing left to sign
 */
public record CampaignFigures(long audience, long delivered, long read, long toSign, long signed) {

    public long unread() {
        return delivered - read;
    }
}

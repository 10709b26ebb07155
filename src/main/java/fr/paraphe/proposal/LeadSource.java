package fr.paraphe.proposal;

/** Where a client was found, as whoever sends the contract declares (S-07). */
public enum LeadSource {
    /** On the marketplace Bureaux À Partager. */
    BUREAUX_A_PARTAGER,
    OTHER
}

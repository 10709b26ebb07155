package fr.paraphe.campaign;

/** Where a campaign stands: what its dates and the clock say, whether or not its process has followed already. */
public enum CampaignState {
    DRAFT,
    SCHEDULED,
    ACTIVE,
    CLOSED,
    /** A draft that somebody gave up. */
    ABANDONED
}

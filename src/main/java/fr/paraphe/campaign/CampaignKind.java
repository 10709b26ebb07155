package fr.paraphe.campaign;

/** What reaches a partner (C-01); it does not change once the campaign is launched. */
public enum CampaignKind {
    /** A document of a chosen type is filed in the partner's vault. */
    DOCUMENT,
    /** The partner's next login. */
    RECIPIENT
}

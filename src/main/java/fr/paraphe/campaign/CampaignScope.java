package fr.paraphe.campaign;

/** Whose partners are meant (C-12). */
public enum CampaignScope {
    OWN_ACCOUNT,
    /** Of the accounts attached to the campaign's; only with the account's option. */
    ATTACHED_ACCOUNTS
}

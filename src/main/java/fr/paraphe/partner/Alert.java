package fr.paraphe.partner;

/** What a partner is written to about without having asked; each can be switched off. */
public enum Alert {
    /** Invited to open a space: by mail. */
    INVITATION,
    /** Reminded of a contract to sign: by mail or SMS, each switched by itself. */
    CONTRACT_TO_SIGN,
    /** Told of a campaign of the account: by mail. */
    CAMPAIGN,
    /** Told of requests to answer, and reminded of them: by mail. */
    INFORMATION_REQUEST
}

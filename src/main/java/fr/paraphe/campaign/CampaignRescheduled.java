package fr.paraphe.campaign;

/** The dates of a campaign that is launched have changed; told in the transaction of the change. */
public record CampaignRescheduled(CampaignNumber number) {}

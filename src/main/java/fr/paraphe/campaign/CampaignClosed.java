package fr.paraphe.campaign;

/** Somebody closed a campaign by hand; told in the transaction of the closing. */
public record CampaignClosed(CampaignNumber number) {}

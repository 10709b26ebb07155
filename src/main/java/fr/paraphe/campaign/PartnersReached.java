package fr.paraphe.campaign;

/** Partners wait for the documents of a campaign whose process does not know it yet. */
public record PartnersReached(CampaignNumber number) {}

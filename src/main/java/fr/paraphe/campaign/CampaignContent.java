package fr.paraphe.campaign;

/**
 * What partners read besides the title and the logo.
 *
 * @param message plain text; lines stay lines
 * @param notifiedByMail whether partners who allow it are told by mail
 */
public record CampaignContent(String message, boolean notifiedByMail) {}

package fr.paraphe.portal;

/**
 * A partner is invited from now on: the process follows it. Told in the transaction that says so.
 *
 * @param account its code
 */
public record PartnerInvited(InvitationNumber number, String account) {}

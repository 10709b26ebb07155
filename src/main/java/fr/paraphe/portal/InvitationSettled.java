package fr.paraphe.portal;

/** An invitation came to its end before its reminders did. Told in the transaction that says so. */
public record InvitationSettled(InvitationNumber number, InvitationState how) {}

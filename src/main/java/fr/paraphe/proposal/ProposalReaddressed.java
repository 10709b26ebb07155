package fr.paraphe.proposal;

/** A contract is on its way to another address. Told in the same transaction. */
public record ProposalReaddressed(ProposalNumber number) {}

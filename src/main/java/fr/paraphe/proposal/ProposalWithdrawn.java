package fr.paraphe.proposal;

/** The account took a contract back. Told in the same transaction. */
public record ProposalWithdrawn(ProposalNumber number) {}

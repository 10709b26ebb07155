package fr.paraphe.proposal;

/** A client does not want to sign. Told in the same transaction. */
public record ProposalDeclined(ProposalNumber number) {}

package fr.paraphe.proposal;

/** Identifies a proposal inside Paraphe and in its client's space; staff uses its number. */
public record ProposalId(long value) {}

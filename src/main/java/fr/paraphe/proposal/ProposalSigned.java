package fr.paraphe.proposal;

/** A client has signed in the portal: the seal comes next. Told in the same transaction. */
public record ProposalSigned(ProposalNumber number) {}

package fr.paraphe.account;

/** Identifies an account inside Paraphe; the outside world uses its code. */
public record AccountId(long value) {}

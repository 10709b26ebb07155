package fr.paraphe.contract;

/** Identifies a contract inside Paraphe; the outside world uses its account's code and its reference. */
public record ContractId(long value) {}

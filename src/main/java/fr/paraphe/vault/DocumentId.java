package fr.paraphe.vault;

public record DocumentId(long value) {}

package fr.paraphe.vault;

public record DocumentTypeId(long value) {}

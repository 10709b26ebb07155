package fr.paraphe.partner;

public record PartnerId(long value) {}

package fr.paraphe.mission;

public record OfferingId(long value) {}

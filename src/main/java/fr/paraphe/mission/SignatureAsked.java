package fr.paraphe.mission;

/** A mission is to be signed now, as whoever saved it along with many others has asked. */
public record SignatureAsked(MissionNumber number) {}

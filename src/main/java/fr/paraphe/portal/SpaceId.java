package fr.paraphe.portal;

/** Identifies a space inside Paraphe; a person knows it by a mail address. */
public record SpaceId(long value) {}

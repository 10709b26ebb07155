package fr.paraphe.mission;

/**
 * A mission was saved and is to be followed.
 *
 * @param account its code
 */
public record MissionSaved(MissionNumber number, String account) {}

package fr.paraphe.privacy;

/**
 * A person's request was noted and is to be answered.
 *
 * @param account its code
 */
public record RequestReceived(RequestNumber number, String account) {}

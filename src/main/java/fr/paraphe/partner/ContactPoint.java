package fr.paraphe.partner;

/** A way to reach a partner. */
public enum ContactPoint {
    MAIL,
    MOBILE
}

package fr.paraphe.message;

/** The way a dispatch goes out; a dispatch has one. */
public enum Channel {
    SMS,
    MAIL
}

package fr.paraphe.campaign;

/** Since when a recipient is in relation with the account (C-10). */
public enum Relation {
    /** Already at the launch. */
    EXISTING,
    /** Later, before the campaign's end. */
    NEW
}

package fr.paraphe.mission;

/** Who does what an offering creates. */
public enum ItemKind {
    /** The client sees it and answers. */
    REQUEST,
    /** Staff does it; the client never learns of it. */
    TASK
}

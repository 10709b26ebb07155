package fr.paraphe.vault;

/** Whether a document's partner is asked to sign it. */
public enum SignatureState {
    NONE,
    ASKED,
    SIGNED,
    /** Somebody settled it otherwise, such as on paper. */
    NOT_ASKED_ANYMORE
}

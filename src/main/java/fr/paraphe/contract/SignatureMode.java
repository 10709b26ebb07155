package fr.paraphe.contract;

/** How a contract was signed. */
public enum SignatureMode {
    /** In the partner's space, or on a platform that told so. */
    ELECTRONIC,
    /** On paper; staff said so. */
    PAPER,
    /** In the agency, although it had been transmitted to the partner's vault; staff said so. */
    AGENCY
}

package fr.paraphe.partner;

/** Who alone keeps a partner's mail and phone, so that staff may not change them here. */
public enum ContactLock {
    /** The partner does, in their own space: an import does not change them either. */
    OWN_SPACE,
    /** The business software does: corrections are made there and come with the next import. */
    BUSINESS_SOFTWARE
}

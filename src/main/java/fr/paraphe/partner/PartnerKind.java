package fr.paraphe.partner;

/** The relation of a partner with the account. */
public enum PartnerKind {
    CLIENT,
    SUPPLIER,
    EMPLOYEE,
    PERMANENT_EMPLOYEE,
    TEMPORARY_WORKER
}

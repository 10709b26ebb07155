package fr.paraphe.partner;

import java.util.Set;

/** The relation of a partner with the account. */
public enum PartnerKind {
    CLIENT,
    SUPPLIER,
    EMPLOYEE,
    PERMANENT_EMPLOYEE,
    TEMPORARY_WORKER;

    /** Who works at the account's clients: only their work contracts may be relaunched. */
    public static final Set<PartnerKind> WORKERS = Set.of(EMPLOYEE, TEMPORARY_WORKER);
}

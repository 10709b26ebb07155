package fr.paraphe.proposal;

/** Legal forms that a client may have; {@code proposal.form.<name>} in the message files puts them into words. */
public enum CompanyForm {
    EI,
    EURL,
    SARL,
    SASU,
    SAS,
    SA,
    SCA,
    SCS,
    SNC,
    SCI,
    SCM,
    SCP,
    SC,
    SELARL,
    SELAS,
    SCOP,
    SCIC,
    GIE,
    ASSOCIATION,
    FOUNDATION,
    MUTUAL,
    PUBLIC_BODY,
    FOREIGN
}

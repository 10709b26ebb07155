package fr.paraphe.mission;

/** What an offering leads to. */
public enum DeliverableType {
    VAT_RETURN,
    PAYSLIPS,
    ANNUAL_ACCOUNTS,
    TAX_RETURN,
    LEGAL_DOCUMENTS,
    REPORT,
    ADVICE,
    OTHER
}

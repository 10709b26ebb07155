package fr.paraphe.proposal;

/** Why a mail address cannot stand for a company name. */
public enum CompanyRefusal {
    /** It stands for one that differs by case, spaces or the shape of a character alone. */
    SPELLING,
    /** It stands for another company. */
    ANOTHER_COMPANY
}

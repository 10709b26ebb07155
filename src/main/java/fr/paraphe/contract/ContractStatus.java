package fr.paraphe.contract;

/** Where a contract stands. Nothing leads back from signed or withdrawn. */
public enum ContractStatus {
    AWAITING_SIGNATURE,
    SIGNED,
    /** The business software cancelled it before anybody signed. */
    WITHDRAWN
}

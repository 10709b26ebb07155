package fr.paraphe.contract;

/** What kind of document someone must sign. */
public enum ContractType {
    WORK_CONTRACT,
    WORK_CONTRACT_AMENDMENT,
    /** Between an agency and the company where its temporary worker goes: "contrat de mise à disposition". */
    PROVISION_CONTRACT,
    SERVICE_CONTRACT,
    OTHER;

    /** Whether the law and the agreement between the parties say until when it must be signed. */
    public boolean hasSignatureDeadlines() {
        return this == WORK_CONTRACT;
    }
}

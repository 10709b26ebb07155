package fr.paraphe.contract;

/** What kind of document someone must sign. */
public enum ContractType {
    WORK_CONTRACT("contrat-de-travail"),
    WORK_CONTRACT_AMENDMENT("avenant-au-contrat-de-travail"),
    /** Between an agency and the company where its temporary worker goes: "contrat de mise à disposition". */
    PROVISION_CONTRACT("contrat-de-mise-a-disposition"),
    SERVICE_CONTRACT("contrat-de-prestation"),
    OTHER("autre-document");

    private final String documentType;

    ContractType(String documentType) {
        this.documentType = documentType;
    }

    /** The code of the standard document type under which the vault keeps it. */
    String documentType() {
        return documentType;
    }

    /** Whether the law and the agreement between the parties say until when it must be signed. */
    public boolean hasSignatureDeadlines() {
        return this == WORK_CONTRACT;
    }
}

package fr.paraphe.contract;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.vault.DocumentFiling;
import fr.paraphe.vault.DocumentTypes;
import fr.paraphe.vault.NewDocument;
import fr.paraphe.vault.Sha256;
import java.util.Collection;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts contracts into their partners' vaults: what was transmitted and has a document, once. */
@Service
class ContractFiling {

    private final DocumentFiling documents;
    private final DocumentTypes types;
    private final MessageSource messages;
    private final JdbcClient jdbc;

    ContractFiling(DocumentFiling documents, DocumentTypes types, MessageSource messages, JdbcClient jdbc) {
        this.documents = documents;
        this.types = types;
        this.messages = messages;
        this.jdbc = jdbc;
    }

    /** What the vault calls the document of this contract. */
    static String origin(ContractId contract) {
        return "contract " + contract.value();
    }

    /**
     * Files those of these contracts that are transmitted, have a document and are not in the vault yet.
     *
     * @param by who transmits or files, for the vault
     */
    @Transactional
    void file(Collection<ContractId> contracts, String by) {
        jdbc.sql("""
                        select contract.id, contract.account_id, contract.partner_id, contract.reference, contract.type,
                          contract.status, encode(pdf.sha256, 'hex') as sha256
                        from contract join contract_pdf pdf on pdf.contract_id = contract.id
                        where contract.id = any(:contracts) and contract.transmitted_at is not null
                        order by contract.id
                        """)
                .param("contracts", contracts.stream().map(ContractId::value).toArray(Long[]::new))
                .query((row, number) -> new Transmitted(
                        new ContractId(row.getLong("id")),
                        new AccountId(row.getLong("account_id")),
                        new PartnerId(row.getLong("partner_id")),
                        row.getString("reference"),
                        ContractType.valueOf(row.getString("type")),
                        ContractStatus.valueOf(row.getString("status")),
                        new Sha256(row.getString("sha256"))))
                .list()
                .forEach(contract -> file(contract, by));
    }

    private record Transmitted(
            ContractId id,
            AccountId account,
            PartnerId partner,
            String reference,
            ContractType type,
            ContractStatus status,
            Sha256 sha256) {}

    private void file(Transmitted contract, String by) {
        documents.file(
                new NewDocument(
                        contract.account(),
                        types.byCode(contract.account(), contract.type().documentType()),
                        name(contract),
                        contract.sha256(),
                        origin(contract.id()),
                        contract.status() == ContractStatus.AWAITING_SIGNATURE,
                        by),
                contract.partner());
    }

    /** Whether the partner holds the contract's document: from then on it is never replaced. */
    boolean isFiled(ContractId contract) {
        return jdbc.sql("""
                        select exists (
                          select from document
                          join contract on contract.account_id = document.account_id
                          where contract.id = ? and document.origin = ?)
                        """)
                .params(contract.value(), origin(contract))
                .query(Boolean.class)
                .single();
    }

    private String name(Transmitted contract) {
        var language = Locale.FRENCH;
        var label = messages.getMessage("contract.type." + contract.type(), null, language);
        return messages.getMessage("contract.document", new Object[] {label, contract.reference()}, language);
    }
}

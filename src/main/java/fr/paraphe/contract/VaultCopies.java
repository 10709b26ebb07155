package fr.paraphe.contract;

import static java.util.stream.Collectors.toSet;

import fr.paraphe.partner.PartnerId;
import fr.paraphe.vault.DocumentId;
import fr.paraphe.vault.DocumentReader;
import fr.paraphe.vault.DocumentReading;
import fr.paraphe.vault.DocumentSigning;
import fr.paraphe.vault.PartnerVault;
import fr.paraphe.vault.SignatureState;
import fr.paraphe.vault.VaultDocument;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The contracts' documents in the vault. Once a contract is signed, in whatever way, or withdrawn, its
 * document asks no more.
 */
@Component
public class VaultCopies {

    private static final int MOST_OPENINGS = 1_000;

    private final DocumentSigning documents;
    private final PartnerVault vault;
    private final JdbcClient jdbc;

    VaultCopies(DocumentSigning documents, PartnerVault vault, JdbcClient jdbc) {
        this.documents = documents;
        this.vault = vault;
        this.jdbc = jdbc;
    }

    /** The contract whose document this is: signing the one is signing the other. */
    public Optional<ContractId> contractOf(VaultDocument document) {
        return jdbc.sql("select id from contract where partner_id = ? and 'contract ' || id = ?")
                .params(document.partner().value(), document.origin())
                .query(Long.class)
                .optional()
                .map(ContractId::new);
    }

    /** When the partner has opened the document of a contract in their own space: at most the last thousand times. */
    public List<Instant> openings(ContractDetails contract) {
        return vault.ofOrigin(contract.partner(), ContractFiling.origin(contract.id())).stream()
                .flatMap(document -> vault.readings(document.id(), List.of(contract.partner()), MOST_OPENINGS).stream())
                .filter(reading -> reading.reader().kind() == DocumentReader.Kind.PARTNER)
                .map(DocumentReading::at)
                .toList();
    }

    /** The documents of these partners that ask for a signature and are contracts'. */
    public Set<DocumentId> toSign(Collection<PartnerId> partners) {
        return jdbc
                .sql("""
                        select document.id
                        from contract
                        join document on document.partner_id = contract.partner_id
                          and document.origin = 'contract ' || contract.id
                        where contract.partner_id = any(?) and contract.status = 'AWAITING_SIGNATURE'
                          and document.signature = 'ASKED'
                        """)
                .param(partners.stream().map(PartnerId::value).toArray(Long[]::new))
                .query(Long.class)
                .list()
                .stream()
                .map(DocumentId::new)
                .collect(toSet());
    }

    @EventListener
    void settle(ContractsSigned signed) {
        var contracts = ids(signed.contracts());
        documents.settleAll(chosen("= 'ELECTRONIC'"), Map.of("contracts", contracts), SignatureState.SIGNED);
        documents.settleAll(
                chosen("<> 'ELECTRONIC'"), Map.of("contracts", contracts), SignatureState.NOT_ASKED_ANYMORE);
    }

    @EventListener
    void settle(ContractsWithdrawn withdrawn) {
        documents.settleAll(
                "select account_id, 'contract ' || id as origin from contract where id = any(:contracts)",
                Map.of("contracts", ids(withdrawn.contracts())),
                SignatureState.NOT_ASKED_ANYMORE);
    }

    private static Long[] ids(Collection<ContractId> contracts) {
        return contracts.stream().map(ContractId::value).toArray(Long[]::new);
    }

    private static String chosen(String mode) {
        return """
                select account_id, 'contract ' || id as origin from contract
                where id = any(:contracts) and signature_mode %s
                """.formatted(mode);
    }
}

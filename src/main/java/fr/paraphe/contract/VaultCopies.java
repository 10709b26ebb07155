package fr.paraphe.contract;

import fr.paraphe.vault.DocumentSigning;
import fr.paraphe.vault.SignatureState;
import java.util.Collection;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Once a contract is signed, in whatever way, or withdrawn, its copy in the vault asks no more. */
@Component
class VaultCopies {

    private final DocumentSigning documents;

    VaultCopies(DocumentSigning documents) {
        this.documents = documents;
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

package fr.paraphe.contract;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.vault.DocumentFiling;
import fr.paraphe.vault.PartnerVault;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends what both parties have signed: the document, a page that proves the signatures, and the account's electronic
 * seal over both, filed in the partner's vault.
 */
@Service
public class ContractSealing {

    private static final String BY = "contract-completion";

    private final ContractSignatures signatures;
    private final ContractFiling filing;
    private final ContractHistory history;
    private final PartnerVault vault;
    private final DocumentFiling documents;
    private final ProofPage proof;
    private final MessageSource messages;
    private final JdbcClient jdbc;
    private final Clock clock;

    ContractSealing(
            ContractSignatures signatures,
            ContractFiling filing,
            ContractHistory history,
            PartnerVault vault,
            DocumentFiling documents,
            ProofPage proof,
            MessageSource messages,
            JdbcClient jdbc,
            Clock clock) {
        this.signatures = signatures;
        this.filing = filing;
        this.history = history;
        this.vault = vault;
        this.documents = documents;
        this.proof = proof;
        this.messages = messages;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Signed(
            AccountId account, String agency, PartnerId partner, String reference, ContractType type, Instant start) {}

    /**
     * Seals the contract, once: what is sealed already stays.
     *
     * @throws fr.paraphe.vault.VaultRefused if what is stored is not what was signed, or a time stamp cannot be had
     */
    @Transactional
    public void seal(ContractId id) {
        var completion = signatures.completionToChange(id).orElseThrow();
        if (completion.isComplete()) {
            return;
        }
        var contract = contract(id);
        var evidence = signatures.evidence(id).orElseThrow();
        var read = vault.ofOrigin(contract.partner(), ContractFiling.origin(id)).orElseThrow();
        if (!read.sha256().hex().equals(evidence.sha256())) {
            throw ContractRefused.documentChanged(contract.reference());
        }
        var name = messages.getMessage("contract.seal.reason", new Object[] {contract.reference()}, Locale.FRENCH);
        var pages = proof.appendTo(
                vault.content(read.id(), List.of(contract.partner())),
                contract.agency(),
                contract.reference(),
                contract.type(),
                contract.start(),
                evidence,
                completion,
                clock.instant());
        var sealed = documents.storeSealed(contract.account(), contract.reference() + ".pdf", pages, name);
        jdbc.sql("update contract_completion set sealed = decode(?, 'hex'), sealed_at = ? where contract_id = ?")
                .params(sealed.hex(), clock.instant().atOffset(ZoneOffset.UTC), id.value())
                .update();
        filing.fileSealed(id, contract.account(), contract.partner(), contract.type(), contract.reference(), sealed);
        history.add(id, ContractEvent.Kind.COMPLETED, null, BY, clock.instant());
    }

    private Signed contract(ContractId id) {
        return jdbc.sql("""
                        select contract.*, account.name as agency from contract
                        join account on account.id = contract.account_id where contract.id = ?
                        """)
                .param(id.value())
                .query((row, number) -> new Signed(
                        new AccountId(row.getLong("account_id")),
                        row.getString("agency"),
                        new PartnerId(row.getLong("partner_id")),
                        row.getString("reference"),
                        ContractType.valueOf(row.getString("type")),
                        UnsignedContracts.instant(row, "start_at")))
                .single();
    }
}

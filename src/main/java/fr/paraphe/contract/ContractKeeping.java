package fr.paraphe.contract;

import fr.paraphe.account.AccountId;
import fr.paraphe.vault.ContentStore;
import fr.paraphe.vault.DocumentFiling;
import fr.paraphe.vault.Sha256;
import java.io.InputStream;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is done to one contract while it awaits its signature: transmit it, withdraw it, file its document. */
@Service
public class ContractKeeping {

    private final Contracts contracts;
    private final ContractHistory history;
    private final ContractFiling filing;
    private final DocumentFiling documents;
    private final ContentStore contents;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ContractKeeping(
            Contracts contracts,
            ContractHistory history,
            ContractFiling filing,
            DocumentFiling documents,
            ContentStore contents,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.contracts = contracts;
        this.history = history;
        this.filing = filing;
        this.documents = documents;
        this.contents = contents;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Transmits the contract: its document, if it has one, is filed in the partner's vault, where it asks for a
     * signature; from now on it may be signed in the agency.
     */
    @Transactional
    public void transmit(AccountId account, String reference, String by) {
        var contract = contract(account, reference);
        if (contract.transmit(clock.instant())) {
            contracts.flush();
            history.add(contract.id(), ContractEvent.Kind.TRANSMITTED, null, by, clock.instant());
            filing.file(List.of(contract.id()), by);
        }
    }

    /**
     * Says that nobody will sign this contract: it leaves the list of those that await. Tells
     * {@link ContractsWithdrawn}.
     */
    @Transactional
    public void withdraw(AccountId account, String reference, String by) {
        var contract = contract(account, reference);
        if (contract.withdraw()) {
            var now = clock.instant();
            history.add(contract.id(), ContractEvent.Kind.WITHDRAWN, null, by, now);
            events.publishEvent(new ContractsWithdrawn(Set.of(contract.id()), now));
        }
    }

    /**
     * Files the contract's document, in place of the one before, as long as its partner does not hold it. The same
     * document again changes nothing.
     *
     * @param content read no further than the vault's size limit
     * @throws ContractRefused if the contract awaits no signature, or another document is in the partner's vault
     * @throws fr.paraphe.vault.VaultRefused if it is no PDF that can be kept
     */
    @Transactional
    public void file(AccountId account, String reference, InputStream content, String by) {
        var contract = contract(account, reference);
        contract.takesDocument();
        var sha256 = documents.store(reference + ".pdf", content);
        var filed = jdbc.sql("""
                        insert into contract_pdf as current (contract_id, sha256, filed_at)
                        values (:contract, decode(:sha256, 'hex'), :now)
                        on conflict (contract_id) do update
                        set sha256 = excluded.sha256, filed_at = excluded.filed_at
                        where current.sha256 <> excluded.sha256
                        """)
                .param("contract", contract.id().value())
                .param("sha256", sha256.hex())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (filed > 0) {
            if (filing.isFiled(contract.id())) {
                throw ContractRefused.inTheVault(reference);
            }
            history.add(contract.id(), ContractEvent.Kind.PDF_FILED, sha256.hex(), by, clock.instant());
            filing.file(List.of(contract.id()), by);
        }
    }

    /** @throws ContractRefused if there is no such contract or it has no document */
    public ContractPdf pdf(AccountId account, String reference) {
        return jdbc.sql("""
                        select encode(sha256, 'hex') as sha256, filed_at
                        from contract_pdf
                        join contract on contract.id = contract_id
                        where account_id = ? and reference = ?
                        """)
                .params(account.value(), reference)
                .query((row, number) -> new ContractPdf(
                        contents.get(new Sha256(row.getString("sha256"))).orElseThrow(),
                        row.getString("sha256"),
                        row.getObject("filed_at", OffsetDateTime.class).toInstant()))
                .optional()
                .orElseThrow(() -> ContractRefused.noPdf(reference));
    }

    /**
     * What both parties have signed in the portal, with its proof page, under the account's seal.
     *
     * @throws ContractRefused if there is no such contract or it is not complete
     */
    public byte[] sealed(AccountId account, String reference) {
        return jdbc.sql("""
                        select encode(sealed, 'hex') from contract_completion
                        join contract on contract.id = contract_id
                        where account_id = ? and reference = ? and sealed is not null
                        """)
                .params(account.value(), reference)
                .query(String.class)
                .optional()
                .flatMap(digest -> contents.get(new Sha256(digest)))
                .orElseThrow(() -> ContractRefused.noPdf(reference));
    }

    private Contract contract(AccountId account, String reference) {
        return contracts
                .findByAccountIdAndReference(account.value(), reference)
                .orElseThrow(() -> ContractRefused.unknown(reference));
    }
}

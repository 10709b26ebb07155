package fr.paraphe.contract;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.signing.DocumentSealing;
import fr.paraphe.signing.PartnerSignature;
import fr.paraphe.signing.PartnerSigning;
import fr.paraphe.signing.SigningRules;
import fr.paraphe.vault.DocumentId;
import fr.paraphe.vault.PartnerVault;
import fr.paraphe.vault.VaultDocument;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Contracts signed in the portal, by signing their documents in the vault. Others' contracts do not exist here. */
@Service
public class ElectronicSigning {

    private final PartnerVault vault;
    private final ContractSigning signing;
    private final SigningRules rules;
    private final PartnerSigning partnerSigning;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;

    ElectronicSigning(
            PartnerVault vault,
            ContractSigning signing,
            SigningRules rules,
            PartnerSigning partnerSigning,
            ApplicationEventPublisher events,
            JdbcClient jdbc) {
        this.vault = vault;
        this.signing = signing;
        this.rules = rules;
        this.partnerSigning = partnerSigning;
        this.events = events;
        this.jdbc = jdbc;
    }

    /**
     * The contract as these partners see it.
     *
     * @throws ContractRefused if they have no such contract
     */
    @Transactional(readOnly = true)
    public ContractToSign look(ContractId id, Collection<PartnerId> partners) {
        var contract = find(id, partners, "");
        var document = contract.document();
        return new ContractToSign(
                id,
                contract.reference(),
                contract.type(),
                contract.accountName(),
                contract.status(),
                contract.start(),
                contract.end(),
                contract.clientName(),
                contract.deadlines(),
                document.map(VaultDocument::id).orElse(null),
                document.map(found -> found.sha256().hex()).orElse(null),
                document.map(VaultDocument::firstReadAt).isPresent(),
                document.map(partnerSigning::code).orElse(null),
                contract.signedAt(),
                contract.mode(),
                document.flatMap(found -> DocumentSealing.sealed(vault, found))
                        .map(VaultDocument::id)
                        .orElse(null));
    }

    /**
     * Lets a code go to the partner's mobile.
     *
     * @throws ContractRefused if they have no such contract, it awaits no signature or has no document
     * @throws fr.paraphe.signing.SigningRefused if no number is known, or too many codes were asked for
     */
    @Transactional
    public void sendCode(ContractId id, Collection<PartnerId> partners) {
        partnerSigning.sendCode(toSign(id, partners).documentToSign(), partners);
    }

    /**
     * Signs. Of two who do so at once, the second is told that it is signed.
     *
     * @throws ContractRefused if they have no such contract, it awaits no signature or has no document
     * @throws fr.paraphe.signing.SigningRefused if its document is another one than they were shown or was not opened,
     *     or if the consent or the right code is missing
     * @throws fr.paraphe.vault.VaultRefused if what is stored is not what was filed
     */
    @Transactional
    public void sign(ContractId id, Collection<PartnerId> partners, PartnerSignature signature) {
        var contract = toSign(id, partners);
        var evidence = partnerSigning.sign(contract.documentToSign(), partners, signature);
        signing.signElectronically(id, contract.partner(), evidence.signedAt());
        var signatoryAsked = rules.of(contract.account()).signatorySigns();
        jdbc.sql("insert into contract_completion (contract_id, signatory_asked) values (?, ?)")
                .params(id.value(), signatoryAsked)
                .update();
        events.publishEvent(
                new ContractSignedInPortal(id, contract.reference(), contract.accountCode(), signatoryAsked));
    }

    /** The contract, which nobody else signs until the transaction ends. */
    private Asked toSign(ContractId id, Collection<PartnerId> partners) {
        var contract = find(id, partners, "for update of contract");
        contract.mustAwaitSignature();
        return contract;
    }

    /** @param document of the contract, in the partner's vault; empty: the agency has sent none */
    private record Asked(
            AccountId account,
            String accountCode,
            String accountName,
            String reference,
            ContractType type,
            ContractStatus status,
            PartnerId partner,
            @Nullable String clientName,
            Instant start,
            @Nullable LocalDate end,
            @Nullable Deadlines deadlines,
            @Nullable Instant signedAt,
            @Nullable SignatureMode mode,
            Optional<VaultDocument> document) {

        DocumentId documentToSign() {
            return document.map(VaultDocument::id).orElseThrow(() -> ContractRefused.noDocument(reference));
        }

        void mustAwaitSignature() {
            switch (status) {
                case SIGNED -> throw ContractRefused.signed(reference);
                case WITHDRAWN -> throw ContractRefused.withdrawn(reference);
                case AWAITING_SIGNATURE -> {}
            }
        }
    }

    private Asked find(ContractId id, Collection<PartnerId> partners, String lock) {
        return jdbc.sql("""
                        select contract.*, account.code as account_code, account.name as account_name,
                          client.family_name as client_name
                        from contract
                        join account on account.id = contract.account_id
                        left join partner client on client.id = contract.client_id
                        where contract.id = :contract and contract.partner_id = any(:partners)
                        %s
                        """.formatted(lock))
                .param("contract", id.value())
                .param("partners", partners.stream().map(PartnerId::value).toArray(Long[]::new))
                .query((row, number) -> asked(id, row))
                .optional()
                .orElseThrow(() -> ContractRefused.unknown(Long.toString(id.value())));
    }

    private Asked asked(ContractId id, ResultSet row) throws SQLException {
        var partner = new PartnerId(row.getLong("partner_id"));
        var mode = row.getString("signature_mode");
        return new Asked(
                new AccountId(row.getLong("account_id")),
                row.getString("account_code"),
                row.getString("account_name"),
                row.getString("reference"),
                ContractType.valueOf(row.getString("type")),
                ContractStatus.valueOf(row.getString("status")),
                partner,
                row.getString("client_name"),
                UnsignedContracts.instant(row, "start_at"),
                row.getObject("end_on", LocalDate.class),
                UnsignedContracts.deadlines(row),
                UnsignedContracts.instantIfAny(row, "signed_at"),
                mode == null ? null : SignatureMode.valueOf(mode),
                vault.ofOrigin(partner, ContractFiling.origin(id)));
    }
}

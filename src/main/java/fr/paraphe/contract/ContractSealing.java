package fr.paraphe.contract;

import fr.paraphe.camunda.identity.StaffIdentities;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.signing.DocumentSealing;
import fr.paraphe.signing.DocumentSealing.AgencySignature;
import fr.paraphe.vault.PartnerVault;
import fr.paraphe.vault.VaultDocument;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends what both parties have signed: its document, sealed with the page that proves the signatures. */
@Service
public class ContractSealing {

    private static final String BY = "Paraphe";

    private final ContractSignatures signatures;
    private final ContractHistory history;
    private final PartnerVault vault;
    private final DocumentSealing sealing;
    private final StaffIdentities identities;
    private final JdbcClient jdbc;
    private final Clock clock;

    ContractSealing(
            ContractSignatures signatures,
            ContractHistory history,
            PartnerVault vault,
            DocumentSealing sealing,
            StaffIdentities identities,
            JdbcClient jdbc,
            Clock clock) {
        this.signatures = signatures;
        this.history = history;
        this.vault = vault;
        this.sealing = sealing;
        this.identities = identities;
        this.jdbc = jdbc;
        this.clock = clock;
    }

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
        var sealed = sealing.seal(document(id), agencySignature(completion));
        jdbc.sql("update contract_completion set sealed = decode(?, 'hex'), sealed_at = ? where contract_id = ?")
                .params(sealed.hex(), clock.instant().atOffset(ZoneOffset.UTC), id.value())
                .update();
        history.add(id, ContractEvent.Kind.COMPLETED, null, BY, clock.instant());
    }

    private VaultDocument document(ContractId id) {
        var partner = jdbc.sql("select partner_id from contract where id = ?")
                .param(id.value())
                .query(Long.class)
                .single();
        return vault.ofOrigin(new PartnerId(partner), ContractFiling.origin(id)).orElseThrow();
    }

    private @Nullable AgencySignature agencySignature(ContractSignatures.Completion completion) {
        var by = completion.agencySignedBy();
        var at = completion.agencySignedAt();
        return by == null || at == null
                ? null
                : new AgencySignature(identities.nameOf(by).orElse(by), at);
    }
}

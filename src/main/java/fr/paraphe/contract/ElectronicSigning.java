package fr.paraphe.contract;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.vault.PartnerVault;
import fr.paraphe.vault.VaultDocument;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Signing in the portal: the partner reads the document in the vault, ticks the sentence, types a code if the agency
 * wants one, and signs. What was signed, how and from where is kept as evidence. Others' contracts do not exist here.
 */
@Service
public class ElectronicSigning {

    private static final int LONGEST_USER_AGENT = 500;

    private final PartnerVault vault;
    private final ContractSigning signing;
    private final SigningRules rules;
    private final SigningCodes codes;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    ElectronicSigning(
            PartnerVault vault,
            ContractSigning signing,
            SigningRules rules,
            SigningCodes codes,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.vault = vault;
        this.signing = signing;
        this.rules = rules;
        this.codes = codes;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
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
                rules.of(contract.account()).asksCode() ? codes.state(id, contract.partner()) : null,
                contract.signedAt(),
                contract.mode(),
                vault.ofOrigin(contract.partner(), ContractFiling.sealedOrigin(id))
                        .map(VaultDocument::id)
                        .orElse(null));
    }

    /**
     * Lets a code go to the partner's mobile.
     *
     * @throws ContractRefused if they have no such contract, it awaits no signature, no number is known, or too many
     *     were asked for
     */
    @Transactional
    public void sendCode(ContractId id, Collection<PartnerId> partners) {
        var contract = find(id, partners, "for update of contract");
        contract.mustAwaitSignature();
        codes.queue(id, contract.account(), contract.accountName(), contract.partner());
    }

    /**
     * Signs. Of two who do so at once, the second is told that it is signed.
     *
     * @throws ContractRefused if they have no such contract or it awaits no signature, if its document is another one
     *     than they were shown or was not opened, or if the consent or the right code is missing
     * @throws fr.paraphe.vault.VaultRefused if what is stored is not what was filed
     */
    @Transactional
    public void sign(ContractId id, Collection<PartnerId> partners, PartnerSignature signature) {
        var contract = find(id, partners, "for update of contract");
        contract.mustAwaitSignature();
        var document = contract.document().orElseThrow(() -> ContractRefused.noDocument(contract.reference()));
        if (!document.sha256().hex().equals(signature.sha256())) {
            throw ContractRefused.documentChanged(contract.reference());
        }
        var readAt = document.firstReadAt();
        if (readAt == null) {
            throw ContractRefused.notRead();
        }
        if (signature.consent() == null || signature.consent().isBlank()) {
            throw ContractRefused.consentMissing();
        }
        vault.content(document.id(), partners);
        var rule = rules.of(contract.account());
        var code = rule.asksCode() ? codes.use(id, signature.code()) : null;
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        signing.signElectronically(id, contract.partner(), now);
        keep(id, contract, signature, document, readAt, code, now);
        jdbc.sql("insert into contract_completion (contract_id, signatory_asked) values (?, ?)")
                .params(id.value(), rule.signatorySigns())
                .update();
        events.publishEvent(
                new ContractSignedInPortal(id, contract.reference(), contract.accountCode(), rule.signatorySigns()));
    }

    private void keep(
            ContractId id,
            Asked contract,
            PartnerSignature signature,
            VaultDocument document,
            Instant readAt,
            SigningCodes.@Nullable Used code,
            Instant now) {
        jdbc.sql("""
                        insert into signature_evidence (contract_id, sha256, signer, space, signed_at, read_at,
                          remote_address, user_agent, consent, code_channel, code_address)
                        values (:contract, decode(:sha256, 'hex'), :signer, :space, :signedAt, :readAt, :from, :with,
                          :consent, :codeChannel, :codeAddress)
                        """)
                .param("contract", id.value())
                .param("sha256", document.sha256().hex())
                .param("signer", contract.partnerName())
                .param("space", signature.space())
                .param("signedAt", now.atOffset(ZoneOffset.UTC))
                .param("readAt", readAt.atOffset(ZoneOffset.UTC))
                .param("from", signature.remoteAddress())
                .param("with", shortened(Objects.requireNonNullElse(signature.userAgent(), "")))
                .param("consent", Objects.requireNonNull(signature.consent()).strip())
                .param("codeChannel", code == null ? null : code.channel())
                .param("codeAddress", code == null ? null : code.address())
                .update();
    }

    private static String shortened(String text) {
        var printable = text.replaceAll("\\p{Cntrl}", " ");
        return printable.substring(0, Math.min(printable.length(), LONGEST_USER_AGENT));
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
            String partnerName,
            @Nullable String clientName,
            Instant start,
            @Nullable LocalDate end,
            @Nullable Deadlines deadlines,
            @Nullable Instant signedAt,
            @Nullable SignatureMode mode,
            Optional<VaultDocument> document) {

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
                          partner.family_name, partner.given_name, client.family_name as client_name
                        from contract
                        join account on account.id = contract.account_id
                        join partner on partner.id = contract.partner_id
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
                UnsignedContracts.name(row.getString("given_name"), row.getString("family_name")),
                row.getString("client_name"),
                UnsignedContracts.instant(row, "start_at"),
                row.getObject("end_on", LocalDate.class),
                UnsignedContracts.deadlines(row),
                UnsignedContracts.instantIfAny(row, "signed_at"),
                mode == null ? null : SignatureMode.valueOf(mode),
                vault.ofOrigin(partner, ContractFiling.origin(id)));
    }
}

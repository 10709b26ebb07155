package fr.paraphe.contract;

import static fr.paraphe.contract.UnsignedContracts.instant;
import static fr.paraphe.contract.UnsignedContracts.instantIfAny;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tells all about one contract, signed or not. */
@Repository
public class ContractReading {

    private final JdbcClient jdbc;
    private final ContractHistory history;
    private final Clock clock;

    ContractReading(JdbcClient jdbc, ContractHistory history, Clock clock) {
        this.jdbc = jdbc;
        this.history = history;
        this.clock = clock;
    }

    private static final String DETAILS = """
                        select contract.*, account.code as account_code, account.name as account_name,
                               partner.reference as partner_reference, partner.kind as partner_kind,
                               partner.family_name, partner.given_name,
                               client.reference as client_reference, client.family_name as client_name,
                               encode(pdf.sha256, 'hex') as sha256, content.bytes, pdf.filed_at
                        from contract
                        join account on account.id = contract.account_id
                        join partner on partner.id = contract.partner_id
                        left join partner client on client.id = contract.client_id
                        left join contract_pdf pdf on pdf.contract_id = contract.id
                        left join vault_content content on content.sha256 = pdf.sha256
                        """;

    /** @throws ContractRefused if the account has no contract of this reference */
    public ContractDetails details(AccountId account, String reference) {
        return jdbc.sql(DETAILS + "where contract.account_id = ? and contract.reference = ?")
                .params(account.value(), reference)
                .query((row, number) -> details(row))
                .optional()
                .orElseThrow(() -> ContractRefused.unknown(reference));
    }

    /** @throws ContractRefused if none of the accounts has this contract */
    public ContractDetails details(ContractId contract, Collection<AccountId> accounts) {
        return jdbc.sql(DETAILS + "where contract.id = ? and contract.account_id = any(?)")
                .params(
                        contract.value(),
                        accounts.stream().map(AccountId::value).toArray(Long[]::new))
                .query((row, number) -> details(row))
                .optional()
                .orElseThrow(() -> ContractRefused.unknown(Long.toString(contract.value())));
    }

    private ContractDetails details(ResultSet row) throws SQLException {
        var id = new ContractId(row.getLong("id"));
        var status = ContractStatus.valueOf(row.getString("status"));
        var deadlines = UnsignedContracts.deadlines(row);
        return new ContractDetails(
                id,
                row.getString("account_code"),
                row.getString("account_name"),
                row.getString("reference"),
                ContractType.valueOf(row.getString("type")),
                status,
                new PartnerId(row.getLong("partner_id")),
                row.getString("partner_reference"),
                UnsignedContracts.name(row.getString("given_name"), row.getString("family_name")),
                PartnerKind.valueOf(row.getString("partner_kind")),
                row.getString("client_reference"),
                row.getString("client_name"),
                instant(row, "start_at"),
                row.getObject("end_on", LocalDate.class),
                instantIfAny(row, "transmitted_at"),
                deadlines,
                status == ContractStatus.AWAITING_SIGNATURE
                        && deadlines != null
                        && deadlines.contractual().isBefore(clock.instant()),
                signature(row),
                pdf(row),
                history.of(id));
    }

    private static ContractDetails.@Nullable Signature signature(ResultSet row) throws SQLException {
        return row.getString("signature_mode") == null
                ? null
                : new ContractDetails.Signature(
                        SignatureMode.valueOf(row.getString("signature_mode")),
                        row.getString("signed_by"),
                        instant(row, "signed_at"));
    }

    private static ContractDetails.@Nullable Pdf pdf(ResultSet row) throws SQLException {
        return row.getString("sha256") == null
                ? null
                : new ContractDetails.Pdf(row.getString("sha256"), row.getLong("bytes"), instant(row, "filed_at"));
    }
}

package fr.paraphe.contract;

import fr.paraphe.partner.PartnerId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The contracts that partners have signed. */
@Repository
public class SignedContracts {

    private final JdbcClient jdbc;

    SignedContracts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A signed contract, and of which account. */
    public record SignedContract(
            ContractId id, String reference, ContractType type, String accountName, Instant signedAt) {}

    /** What these partners signed since then, the latest first. */
    public List<SignedContract> since(Instant since, Collection<PartnerId> partners, int atMost) {
        return jdbc.sql("""
                        select contract.id, contract.reference, contract.type, account.name, contract.signed_at
                        from contract join account on account.id = contract.account_id
                        where partner_id = any(:partners) and status = 'SIGNED' and signed_at >= :since
                        order by signed_at desc, contract.id desc
                        limit :limit
                        """)
                .param("partners", partners.stream().map(PartnerId::value).toArray(Long[]::new))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("limit", atMost)
                .query((row, number) -> new SignedContract(
                        new ContractId(row.getLong("id")),
                        row.getString("reference"),
                        ContractType.valueOf(row.getString("type")),
                        row.getString("name"),
                        UnsignedContracts.instant(row, "signed_at")))
                .list();
    }
}

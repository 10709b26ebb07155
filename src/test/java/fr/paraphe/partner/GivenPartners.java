package fr.paraphe.partner;

import static java.util.Objects.requireNonNull;

import fr.paraphe.account.AccountId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts and partners for a test, by the door that the business software uses. */
final class GivenPartners {

    private final JdbcClient jdbc;
    private final PartnerImporting importing;

    GivenPartners(JdbcClient jdbc, PartnerImporting importing) {
        this.jdbc = jdbc;
        this.importing = importing;
    }

    AccountId anyAccount() {
        var code = "account-" + UUID.randomUUID();
        return new AccountId(jdbc.sql("insert into account (code, name) values (?, ?) returning id")
                .params(code, code)
                .query(Long.class)
                .single());
    }

    PartnerId anyPartner(AccountId account) {
        return partner(account, "lea.martin@exemple.fr", "06 12 34 56 78");
    }

    PartnerId partner(AccountId account, @Nullable String mail, @Nullable String phone) {
        return partner(account, row("P-" + UUID.randomUUID(), mail, phone));
    }

    PartnerId partner(AccountId account, PartnerRow row) {
        var outcome = importing.importRows(account, List.of(row), "import").get(0);
        return requireNonNull(outcome.partner());
    }

    static PartnerRow row(String reference, @Nullable String mail, @Nullable String phone) {
        return new PartnerRow(reference, PartnerKind.TEMPORARY_WORKER, "Martin", "Léa", "fr", mail, phone, false);
    }
}

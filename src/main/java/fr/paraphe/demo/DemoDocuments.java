package fr.paraphe.demo;

import fr.paraphe.account.Account;
import fr.paraphe.contract.ContractKeeping;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.vault.DocumentFiling;
import fr.paraphe.vault.DocumentReader;
import fr.paraphe.vault.DocumentTypes;
import fr.paraphe.vault.NewDocument;
import fr.paraphe.vault.PartnerSelection;
import fr.paraphe.vault.PartnerVault;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What stands in the vaults of the demonstration accounts' partners: something for all, payslips and invoices for some.
 */
@Component
@Conditional(DemoConfiguration.Wanted.class)
class DemoDocuments {

    private static final String FILED_BY = "demo";
    private static final int PEOPLE = 30;
    private static final int CLIENTS = 6;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.FRENCH);

    private final DocumentFiling filing;
    private final DocumentTypes types;
    private final PartnerVault vault;
    private final ContractKeeping contracts;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Clock clock;

    DemoDocuments(
            DocumentFiling filing,
            DocumentTypes types,
            PartnerVault vault,
            ContractKeeping contracts,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            Clock clock) {
        this.filing = filing;
        this.types = types;
        this.vault = vault;
        this.contracts = contracts;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Holder(PartnerId id, String name) {}

    /** Files what is not filed yet. */
    void addTo(DemoAccounts.Opened accounts) {
        List.of(accounts.agency(), accounts.attached(), accounts.small(), accounts.withoutOption())
                .forEach(account -> transaction.executeWithoutResult(status -> add(account)));
    }

    private void add(Account account) {
        var welcome = document(
                account,
                "autre-document",
                "Livret d’accueil",
                "demo livret",
                List.of("Bienvenue chez " + account.name() + ".", "Vos interlocuteurs, vos droits, la sécurité."));
        var workers = Set.of(PartnerKind.EMPLOYEE, PartnerKind.TEMPORARY_WORKER);
        if (filing.file(welcome, PartnerSelection.ofKinds(workers)) == 0) {
            return;
        }
        var rules = document(
                account,
                "autre-document",
                "Règlement intérieur",
                "demo reglement",
                true,
                List.of("Règlement intérieur de " + account.name() + ".", "Sécurité, horaires, droits de chacun."));
        var month = MONTH.format(YearMonth.now(clock).minusMonths(1));
        for (var person : holders(account, "SAL-%", PEOPLE)) {
            var filed = filing.file(
                    document(
                            account,
                            "bulletin-de-paie",
                            "Bulletin de paie – " + month,
                            "demo paie " + month,
                            List.of(person.name(), account.name(), "Période : " + month)),
                    person.id());
            if (filed.document().value() % 3 == 0) {
                vault.open(filed.document(), Set.of(person.id()), DocumentReader.partner(FILED_BY));
            }
            filing.file(rules, person.id());
            unsignedContracts(person).forEach(contract -> transmit(account, person, contract));
        }
        for (var client : holders(account, "CLI-%", CLIENTS)) {
            filing.file(
                    document(
                            account,
                            "facture",
                            "Facture – " + month,
                            "demo facture " + month,
                            List.of(client.name(), account.name(), "Prestations de " + month)),
                    client.id());
        }
    }

    /** One payslip more for some people: what a campaign may wait for. */
    void addAdvancesTo(Account account) {
        for (var person : holders(account, "SAL-%", PEOPLE)) {
            filing.file(
                    document(
                            account,
                            "bulletin-de-paie",
                            "Acompte sur salaire",
                            "demo acompte",
                            List.of(person.name(), account.name())),
                    person.id());
        }
    }

    private List<String> unsignedContracts(Holder person) {
        return jdbc.sql("select reference from contract where partner_id = ? and status = 'AWAITING_SIGNATURE'")
                .param(person.id().value())
                .query(String.class)
                .list();
    }

    private void transmit(Account account, Holder person, String contract) {
        var pdf = DemoPdf.of(
                "Contrat de travail temporaire",
                List.of(
                        "Référence : " + contract,
                        "Entre " + account.name() + " et " + person.name() + ".",
                        "Le salarié déclare avoir pris connaissance de la mission, de son lieu et de ses horaires."));
        contracts.file(account.id(), contract, new ByteArrayInputStream(pdf), FILED_BY);
        contracts.transmit(account.id(), contract, FILED_BY);
    }

    private NewDocument document(Account account, String type, String name, String origin, List<String> lines) {
        return document(account, type, name, origin, null, lines);
    }

    private NewDocument document(
            Account account,
            String type,
            String name,
            String origin,
            @Nullable Boolean asksSignature,
            List<String> lines) {
        return new NewDocument(
                account.id(),
                types.byCode(account.id(), type),
                name,
                filing.store(name, DemoPdf.of(name, lines)),
                origin,
                asksSignature,
                FILED_BY);
    }

    private List<Holder> holders(Account account, String references, int atMost) {
        return jdbc.sql("""
                        select id, concat_ws(' ', given_name, family_name) as name from partner
                        where account_id = ? and reference like ? order by reference limit ?
                        """)
                .params(account.id().value(), references, atMost)
                .query((row, number) -> new Holder(new PartnerId(row.getLong("id")), row.getString("name")))
                .list();
    }
}

package fr.paraphe.partner;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerRowOutcome.Result;
import fr.paraphe.partner.PartnerRowOutcome.Wrong;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParapheTest
class PartnerImportingTest {

    @Autowired
    PartnerImporting importing;

    @Autowired
    PartnerDirectory directory;

    @Autowired
    ContactHistory history;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Given given;

    AccountId account;

    @BeforeEach
    void anAccount() {
        account = given.anyAccount().id();
    }

    @Test
    @DisplayName("§5 The same rows twice: created, then unchanged, version and history included")
    void twice() {
        var rows = IntStream.range(0, 1_203)
                .mapToObj(i -> row("P-" + i, i % 2 == 0 ? null : "p" + i + "@exemple.fr", "06 12 34 56 78"))
                .toList();

        assertThat(importing.importRows(account, rows, "import"))
                .hasSize(1_203)
                .allMatch(outcome -> outcome.result() == Result.CREATED);
        assertThat(importing.importRows(account, rows, "import"))
                .allMatch(outcome -> outcome.result() == Result.UNCHANGED && !outcome.contactKept());

        assertThat(jdbc.sql("select count(*) from partner where account_id = ? and version = 0")
                        .param(account.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1_203);
    }

    @Test
    @DisplayName("§5 Bad rows are told by field and reason, good rows go in, in the order of the file")
    void badRows() {
        var outcomes = importing.importRows(
                account,
                List.of(
                        row("P-1", null, null),
                        row(" ", null, null),
                        new PartnerRow("P-2", null, "Martin", null, null, null, null, false),
                        new PartnerRow("P-3", PartnerKind.CLIENT, "Mar\ntin", null, null, null, null, false),
                        new PartnerRow("P-4", PartnerKind.CLIENT, "Martin", null, "de", null, null, false),
                        row("P-1", null, null),
                        row("P-5", "x".repeat(321), null),
                        new PartnerRow("P-6", PartnerKind.CLIENT, "SARL Dupont", null, null, "", "", false)),
                "import");

        assertThat(outcomes)
                .extracting(PartnerRowOutcome::result)
                .containsExactly(
                        Result.CREATED,
                        Result.REFUSED,
                        Result.REFUSED,
                        Result.REFUSED,
                        Result.REFUSED,
                        Result.REFUSED,
                        Result.REFUSED,
                        Result.CREATED);
        assertThat(outcomes.subList(1, 7))
                .extracting(PartnerRowOutcome::wrong)
                .containsExactly(
                        new Wrong("reference", "missing"),
                        new Wrong("kind", "missing"),
                        new Wrong("family_name", "control-character"),
                        new Wrong("language", "unknown-language"),
                        new Wrong("reference", "twice"),
                        new Wrong("mail", "too-long"));
    }

    @Test
    @DisplayName("R-15 A wrong address or number goes in with its problem, to be corrected at the review")
    void wrongContacts() {
        var partner = directory.byId(imported(account, row("P-1", "lea.martin@", "01 42 68 53 00")));

        assertThat(partner.mailProblem()).isEqualTo(ContactProblem.INVALID);
        assertThat(partner.mobile()).isNull();
        assertThat(partner.mobileProblem()).isEqualTo(ContactProblem.LANDLINE);
        assertThat(directory.byId(imported(account, row("P-2", null, null))).mailProblem())
                .isEqualTo(ContactProblem.MISSING);
    }

    @Test
    @DisplayName("R-21 A correction made here outlives the next import, until the software itself says something new")
    void correctionsStay() {
        var id = imported(account, row("P-1", "lea@ancien.fr", "06 12 34 56 7"));
        directory.correctContact(id, 0, new ContactCorrection(null, "06 12 34 56 78"), "camille");

        var same = imports(row("P-1", "lea@ancien.fr", "06 12 34 56 7"));
        assertThat(same.result()).isEqualTo(Result.UNCHANGED);
        assertThat(same.contactKept()).isTrue();
        assertThat(directory.byId(id).mobile()).isEqualTo("+33612345678");

        var news = imports(row("P-1", "lea@nouveau.fr", "06 12 34 56 99"));
        assertThat(news.result()).isEqualTo(Result.CHANGED);
        assertThat(news.contactKept()).isFalse();
        assertThat(directory.byId(id).mobile()).isEqualTo("+33612345699");
        assertThat(history.of(id))
                .extracting(ContactHistory.Entry::change)
                .containsExactlyInAnyOrder(
                        new ContactChange(ContactField.PHONE, "06 12 34 56 7", "06 12 34 56 78"),
                        new ContactChange(ContactField.MAIL, "lea@ancien.fr", "lea@nouveau.fr"),
                        new ContactChange(ContactField.PHONE, "06 12 34 56 78", "06 12 34 56 99"));
    }

    @Test
    @DisplayName("R-22 What the partner keeps in their own space no import changes; the rest of the row goes in")
    void ownSpace() {
        var id = imported(account, row("P-1", "lea@exemple.fr", "06 12 34 56 78"));
        directory.lockContact(id, ContactLock.OWN_SPACE, "lea");

        var outcome = imports(new PartnerRow(
                "P-1", PartnerKind.EMPLOYEE, "Martin-Durand", "Léa", "fr", "autre@exemple.fr", "06 12 34 56 99", true));

        var partner = directory.byId(id);
        assertThat(outcome.result()).isEqualTo(Result.CHANGED);
        assertThat(outcome.contactKept()).isTrue();
        assertThat(partner.name()).isEqualTo("Léa Martin-Durand");
        assertThat(partner.mail()).isEqualTo("lea@exemple.fr");
        assertThat(partner.mobile()).isEqualTo("+33612345678");
        assertThat(partner.contactLock()).isEqualTo(ContactLock.OWN_SPACE);
    }

    @Test
    @DisplayName("R-18 A new address from the software has not bounced; an opt-out outlives it")
    void marks() {
        var id = imported(account, row("P-1", "lea@exemple.fr", "06 12 34 56 78"));
        directory.markBounced(id, ContactPoint.MAIL, "lea@exemple.fr", "mail");
        directory.optOut(id, ContactPoint.MOBILE, "camille");

        imports(row("P-1", "lea@exemple.fr", "06 12 34 56 78"));
        assertThat(directory.byId(id).mailProblem()).isEqualTo(ContactProblem.BOUNCED);

        imports(row("P-1", "lea.martin@exemple.fr", "06 12 34 56 99"));
        assertThat(directory.byId(id).mailProblem()).isNull();
        assertThat(directory.byId(id).mobile()).isEqualTo("+33612345699");
        assertThat(directory.byId(id).mobileProblem()).isEqualTo(ContactProblem.OPTED_OUT);
    }

    @Test
    @DisplayName("R-22 The software locks and unlocks the contacts that it keeps")
    void softwareLock() {
        var open = row("P-1", "lea@exemple.fr", null);
        var id = imported(
                account,
                new PartnerRow(
                        "P-1", PartnerKind.TEMPORARY_WORKER, "Martin", "Léa", "fr", "lea@exemple.fr", null, true));
        assertThat(directory.byId(id).contactLock()).isEqualTo(ContactLock.BUSINESS_SOFTWARE);

        assertThat(imports(open).result()).isEqualTo(Result.CHANGED);
        assertThat(directory.byId(id).contactLock()).isNull();
    }

    @Test
    @DisplayName("§5 The same reference in two accounts is two partners")
    void accountsApart() {
        var other = given.anyAccount().id();
        var here = imported(account, row("P-1", "ici@exemple.fr", null));
        var there = imported(other, row("P-1", "ailleurs@exemple.fr", null));

        assertThat(there).isNotEqualTo(here);
        assertThat(directory.byId(here).mail()).isEqualTo("ici@exemple.fr");
    }

    private PartnerRowOutcome imports(PartnerRow row) {
        return importing.importRows(account, List.of(row), "import").get(0);
    }

    private PartnerId imported(AccountId account, PartnerRow row) {
        return requireNonNull(
                importing.importRows(account, List.of(row), "import").get(0).partner());
    }

    private static PartnerRow row(String reference, @Nullable String mail, @Nullable String phone) {
        return new PartnerRow(reference, PartnerKind.TEMPORARY_WORKER, "Martin", "Léa", "fr", mail, phone, false);
    }
}

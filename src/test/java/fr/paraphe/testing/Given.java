package fr.paraphe.testing;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountOption;
import fr.paraphe.account.AccountSettings;
import fr.paraphe.account.Options;
import fr.paraphe.account.StaffDirectory;
import fr.paraphe.account.StaffMember;
import fr.paraphe.account.StaffRole;
import fr.paraphe.account.StaffScope;
import fr.paraphe.contract.ContractImporting;
import fr.paraphe.contract.ContractRow;
import fr.paraphe.contract.ContractStatus;
import fr.paraphe.contract.ContractType;
import fr.paraphe.partner.PartnerImporting;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.partner.PartnerRow;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a test starts from, made through the application's own services: accounts of its own, staff who can log in,
 * partners and contracts.
 */
public final class Given {

    /** Everybody's password in tests. */
    public static final String PASSWORD = "une phrase de passe longue";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final AccountSettings accounts;
    private final Options options;
    private final StaffDirectory staff;
    private final PartnerImporting partners;
    private final ContractImporting contracts;

    Given(
            AccountSettings accounts,
            Options options,
            StaffDirectory staff,
            PartnerImporting partners,
            ContractImporting contracts) {
        this.accounts = accounts;
        this.options = options;
        this.staff = staff;
        this.partners = partners;
        this.contracts = contracts;
    }

    /** An account without options, which no other test has. */
    public Account anyAccount() {
        return account(null);
    }

    public Account attachedTo(Account parent) {
        return account(parent);
    }

    public Account accountWith(AccountOption... on) {
        var account = anyAccount();
        for (var option : on) {
            options.switchOption(account.id(), option, true, supportOf(account));
        }
        return account;
    }

    /** The user id of an agent of this account; the password is {@link #PASSWORD}. */
    public String agentOf(Account account) {
        return staffOf(account, false, StaffRole.AGENT);
    }

    /** The user id of an agent who also sees the attached accounts. */
    public String agentOfAllOf(Account account) {
        return staffOf(account, true, StaffRole.AGENT);
    }

    /** The user id of someone with these roles. */
    public String staffOf(Account account, boolean seesAttached, StaffRole... roles) {
        var userId = "user" + COUNT.incrementAndGet();
        staff.enrol(
                new StaffMember(
                        userId,
                        "Camille",
                        "Durand",
                        userId + "@exemple.fr",
                        account.code(),
                        Set.of(roles),
                        seesAttached),
                PASSWORD);
        return userId;
    }

    /** A temporary worker with a right mail address and a right mobile number; the answer is the reference. */
    public String anyWorker(Account account) {
        var n = COUNT.incrementAndGet();
        return worker(
                account,
                "ouvrier" + n + "@exemple.fr",
                "06 12 %02d %02d %02d".formatted(n / 10_000 % 100, n / 100 % 100, n % 100));
    }

    /** A temporary worker with this mail address and number, right or wrong; the answer is the reference. */
    public String worker(Account account, @Nullable String mail, @Nullable String phone) {
        return partner(account, PartnerKind.TEMPORARY_WORKER, "fr", mail, phone);
    }

    /** A partner of this kind and language; the answer is the reference. */
    public String partner(
            Account account, PartnerKind kind, String language, @Nullable String mail, @Nullable String phone) {
        var reference = "P-" + COUNT.incrementAndGet();
        partners.importRows(
                account.id(),
                List.of(new PartnerRow(reference, kind, "Martin", "Léa", language, mail, phone, false)),
                "test");
        return reference;
    }

    /** A client company of this name, whom mails reach; the answer is the reference. */
    public String client(Account account, String name, @Nullable String mail) {
        var reference = "P-" + COUNT.incrementAndGet();
        partners.importRows(
                account.id(),
                List.of(new PartnerRow(reference, PartnerKind.CLIENT, name, null, "fr", mail, null, false)),
                "test");
        return reference;
    }

    /** A temporary worker of this name, whom mails reach; the answer is the reference. */
    public String named(Account account, String familyName, String givenName) {
        var reference = "P-" + COUNT.incrementAndGet();
        partners.importRows(
                account.id(),
                List.of(new PartnerRow(
                        reference,
                        PartnerKind.TEMPORARY_WORKER,
                        familyName,
                        givenName,
                        "fr",
                        "ouvrier@exemple.fr",
                        null,
                        false)),
                "test");
        return reference;
    }

    /** An unsigned work contract of this partner that starts in September 2026, the month where tests begin. */
    public String unsignedContract(Account account, String partner) {
        return contract(account, partner, ContractType.WORK_CONTRACT, "2026-09-14T08:00");
    }

    /** An unsigned contract; {@code start} is a local date and time in Paris. The answer is the reference. */
    public String contract(Account account, String partner, ContractType type, String start) {
        var reference = "C-" + COUNT.incrementAndGet();
        contracts.importRows(
                account.id(),
                List.of(new ContractRow(
                        reference,
                        type,
                        partner,
                        null,
                        LocalDateTime.parse(start).atZone(TestClock.PARIS).toInstant(),
                        null,
                        null,
                        ContractStatus.AWAITING_SIGNATURE,
                        null,
                        null)),
                "test");
        return reference;
    }

    private Account account(@Nullable Account parent) {
        var n = COUNT.incrementAndGet();
        return accounts.open("agence-" + n, "Agence " + n, parent == null ? null : parent.id());
    }

    private static StaffScope supportOf(Account account) {
        return new StaffScope("support", account, Set.of(account.id()), Set.of(StaffRole.SUPPORT));
    }
}

package fr.paraphe.demo;

import fr.paraphe.account.Account;
import fr.paraphe.contract.ContractImporting;
import fr.paraphe.contract.ContractRow;
import fr.paraphe.contract.ContractStatus;
import fr.paraphe.contract.ContractType;
import fr.paraphe.partner.PartnerImporting;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.partner.PartnerRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Partners and the current month's contracts of the demonstration accounts, by the door that business software uses.
 *
 * <p>The agency has 604 people with 853 unsigned work contracts, 2 of them with wrong mobile numbers; contracts of
 * other types and signed ones stand beside them. Addresses are of a domain that nobody has.
 */
@Component
@Conditional(DemoConfiguration.Wanted.class)
class DemoContracts {

    private static final String IMPORTED_BY = "demo";
    private static final int ROWS_AT_ONCE = 500;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");
    private static final List<LocalTime> SHIFTS =
            List.of(LocalTime.of(6, 0), LocalTime.of(8, 0), LocalTime.of(13, 30), LocalTime.of(21, 0));

    private final PartnerImporting partners;
    private final ContractImporting contracts;
    private final JdbcClient jdbc;
    private final Clock clock;

    DemoContracts(PartnerImporting partners, ContractImporting contracts, JdbcClient jdbc, Clock clock) {
        this.partners = partners;
        this.contracts = contracts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How many there are of what, in one account. */
    private record Size(int people, int contracts, int late, int clients, int otherContracts) {}

    /** Adds partners and this month's contracts where they are not there yet. */
    void addMonthTo(DemoAccounts.Opened accounts) {
        add(accounts.agency(), new Size(604, 853, 41, 14, 36), true);
        add(accounts.attached(), new Size(57, 71, 6, 6, 5), false);
        add(accounts.small(), new Size(4, 5, 1, 2, 3), false);
        add(accounts.withoutOption(), new Size(9, 12, 2, 3, 4), false);
    }

    private void add(Account account, Size size, boolean withWrongNumbers) {
        var today = LocalDate.now(clock);
        var month = YearMonth.from(today);
        if (hasContractsOf(account, month)) {
            return;
        }
        var people = new ArrayList<PartnerRow>();
        for (var n = 0; n < size.people(); n++) {
            people.add(person(n, withWrongNumbers));
        }
        for (var n = 0; n < size.clients(); n++) {
            people.add(client(n));
        }
        inBatches(people, batch -> partners.importRows(account.id(), batch, IMPORTED_BY));

        var rows = new ArrayList<ContractRow>();
        for (var n = 0; n < size.contracts(); n++) {
            rows.add(workContract(n, size, today));
        }
        for (var n = 0; n < size.otherContracts(); n++) {
            rows.add(otherContract(n, size, month));
        }
        inBatches(rows, batch -> contracts.importRows(account.id(), batch, IMPORTED_BY));
    }

    private boolean hasContractsOf(Account account, YearMonth month) {
        return jdbc.sql("select exists (select from contract where account_id = ? and reference = ?)")
                .params(account.id().value(), workReference(month, 0))
                .query(Boolean.class)
                .single();
    }

    private static PartnerRow person(int n, boolean withWrongNumbers) {
        var given = DemoNames.givenName(n);
        var family = DemoNames.familyName(n);
        return new PartnerRow(
                personReference(n),
                n % 7 == 3 ? PartnerKind.EMPLOYEE : PartnerKind.TEMPORARY_WORKER,
                family,
                given,
                n % 50 == 20 ? "en" : "fr",
                mail(n, given, family),
                withWrongNumbers ? phoneWithMistakes(n) : phone(n),
                n % 40 == 11);
    }

    /** Some have none, some have one that cannot be. */
    private static @Nullable String mail(int n, String given, String family) {
        if (n % 90 == 17) {
            return null;
        }
        var address = DemoNames.ascii(given) + "." + DemoNames.ascii(family) + n + "@courriel.example";
        return n % 150 == 33 ? address.replace("@", " chez ") : address;
    }

    /** One digit is missing; an O stands for a zero. */
    private static String phoneWithMistakes(int n) {
        return switch (n) {
            case 118 -> "06 38 98 01 1";
            case 402 -> "O6 38 98 04 02";
            default -> phone(n);
        };
    }

    /** From 06 38 98 00 00 on. The mailbox catches what is sent to them: nobody is disturbed. */
    private static String phone(int n) {
        return "06 38 98 %02d %02d".formatted(n / 100 % 100, n % 100);
    }

    static String firstPersonsMail() {
        return Objects.requireNonNull(mail(0, DemoNames.givenName(0), DemoNames.familyName(0)));
    }

    static String firstClientsMail() {
        return "contact@" + DemoNames.ascii(DemoNames.company(0)) + ".example";
    }

    private static PartnerRow client(int n) {
        var name = DemoNames.company(n);
        return new PartnerRow(
                clientReference(n),
                PartnerKind.CLIENT,
                name,
                null,
                "fr",
                "contact@" + DemoNames.ascii(name) + ".example",
                "04 65 71 %02d %02d".formatted(n / 100 % 100, n % 100),
                true);
    }

    /** The first people have two contracts, the others one. */
    private ContractRow workContract(int n, Size size, LocalDate today) {
        var month = YearMonth.from(today);
        var start = clock.instant()
                .atZone(clock.getZone())
                .with(startOf(n, size, today))
                .with(SHIFTS.get(n % SHIFTS.size()))
                .withNano(0)
                .toInstant();
        return new ContractRow(
                workReference(month, n),
                ContractType.WORK_CONTRACT,
                personReference(n % size.people()),
                clientReference(n % size.clients()),
                start,
                startOf(n, size, today).plusDays(4 + n % 17),
                n % 10 < 7 ? transmittedBefore(start) : null,
                ContractStatus.AWAITING_SIGNATURE,
                null,
                null);
    }

    /** The late ones started more than 48 hours ago, where the month is old enough; the others start from today on. */
    private static LocalDate startOf(int n, Size size, LocalDate today) {
        var first = today.withDayOfMonth(1);
        var daysGone = today.getDayOfMonth() - 3;
        if (n < size.late() && daysGone > 0) {
            return first.plusDays(n % daysGone);
        }
        var daysLeft = today.lengthOfMonth() - today.getDayOfMonth() + 1;
        return today.plusDays(n % daysLeft);
    }

    private ContractRow otherContract(int n, Size size, YearMonth month) {
        var types = List.of(
                ContractType.PROVISION_CONTRACT,
                ContractType.WORK_CONTRACT,
                ContractType.WORK_CONTRACT_AMENDMENT,
                ContractType.SERVICE_CONTRACT);
        var type = types.get(n % types.size());
        var withClient = type == ContractType.PROVISION_CONTRACT || type == ContractType.SERVICE_CONTRACT;
        var signed = type == ContractType.WORK_CONTRACT || n % 9 == 5;
        var start = month.atDay(1 + n % month.lengthOfMonth())
                .atTime(SHIFTS.get(n % SHIFTS.size()))
                .atZone(clock.getZone())
                .toInstant();
        return new ContractRow(
                "%s-%s-%03d".formatted(type == ContractType.WORK_CONTRACT ? "CS" : "AC", MONTH.format(month), n),
                type,
                withClient ? clientReference(n % size.clients()) : personReference(n % size.people()),
                withClient ? null : clientReference(n % size.clients()),
                start,
                null,
                transmittedBefore(start),
                signed ? ContractStatus.SIGNED : ContractStatus.AWAITING_SIGNATURE,
                null,
                null);
    }

    /** The day before, or this morning for what starts later. */
    private Instant transmittedBefore(Instant start) {
        var dayBefore = start.minus(Duration.ofDays(1));
        var thisMorning = LocalDate.now(clock).atStartOfDay(clock.getZone()).toInstant();
        return dayBefore.isBefore(thisMorning) ? dayBefore : thisMorning;
    }

    private static String workReference(YearMonth month, int n) {
        return "CT-%s-%04d".formatted(MONTH.format(month), n + 1);
    }

    static String personReference(int n) {
        return "SAL-%04d".formatted(n + 1);
    }

    static String clientReference(int n) {
        return "CLI-%03d".formatted(n + 1);
    }

    private static <T> void inBatches(List<T> rows, Consumer<List<T>> work) {
        for (var from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            work.accept(rows.subList(from, Math.min(from + ROWS_AT_ONCE, rows.size())));
        }
    }
}

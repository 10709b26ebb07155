package fr.paraphe.contract;

import static java.util.stream.Collectors.toMap;

import fr.paraphe.account.AccountId;
import fr.paraphe.account.Accounts;
import fr.paraphe.contract.ContractRowOutcome.Changed;
import fr.paraphe.contract.ContractRowOutcome.Created;
import fr.paraphe.contract.ContractRowOutcome.Reason;
import fr.paraphe.contract.ContractRowOutcome.Refused;
import fr.paraphe.contract.ContractRowOutcome.Unchanged;
import fr.paraphe.contract.ContractStates.Line;
import fr.paraphe.partner.PartnerKind;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores what the business software says about contracts. The same rows again change nothing; what was signed or
 * withdrawn here stays so, whatever the rows say.
 *
 * <p>Meant for batches of some hundred rows: a handful of statements each, whatever their number.
 */
@Service
public class ImportingContracts {

    /** A reference stands in addresses: nothing that one of their steps cannot carry. */
    private static final Pattern REFERENCE = Pattern.compile("(?!\\.{1,2}$)[^/\\\\;%\\p{Cntrl}]{1,64}");

    /** Starts outside of these years are typing errors. */
    private static final Instant FIRST_START = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LAST_START = Instant.parse("2200-01-01T00:00:00Z");

    private final ContractStates states;
    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final SignatureDeadlines deadlines;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ImportingContracts(
            ContractStates states,
            JdbcClient jdbc,
            Accounts accounts,
            SignatureDeadlines deadlines,
            ApplicationEventPublisher events,
            Clock clock) {
        this.states = states;
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.deadlines = deadlines;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Stores the rows that can be, in their order; a later row about the same contract follows the earlier one.
     *
     * @param by who imports, for the history
     * @return what became of each row, in the same order
     */
    @Transactional
    public List<ContractRowOutcome> upsert(AccountId account, List<ContractRow> rows, String by) {
        states.importAlone(account);
        var outcomes = new ContractRowOutcome[rows.size()];
        for (var wave : waves(rows)) {
            new Wave(account, by, wave.stream().map(rows::get).toList()).store(wave, outcomes);
        }
        return List.of(outcomes);
    }

    /** The indexes of the rows, so parted that no reference occurs twice in a part. */
    private static List<List<Integer>> waves(List<ContractRow> rows) {
        var waves = new ArrayList<List<Integer>>();
        var occurrences = new HashMap<String, Integer>();
        for (int index = 0; index < rows.size(); index++) {
            var wave = occurrences.merge(rows.get(index).reference(), 1, Integer::sum) - 1;
            if (wave == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave).add(index);
        }
        return waves;
    }

    private record PartnerFound(long id, String reference, PartnerKind kind) {}

    /** What makes a row impossible, and the field to blame. */
    private record Rule(String field, Reason reason, Predicate<ContractRow> broken) {}

    /** Rows about different contracts, stored together. */
    private final class Wave {

        private final AccountId account;
        private final String calendar;
        private final String by;
        private final Instant now = micros(clock.instant());
        private final List<ContractRow> rows;
        private final Map<String, PartnerFound> partners;
        private final Map<String, ContractState> known;

        private final List<ContractState> written = new ArrayList<>();
        private final List<Line> lines = new ArrayList<>();
        private final List<String> signed = new ArrayList<>();

        private final List<Rule> rules = List.of(
                new Rule("reference", Reason.MALFORMED, row -> isMalformed(row.reference())),
                new Rule("partnerReference", Reason.UNKNOWN_PARTNER, row -> partner(row.partnerReference()) == null),
                new Rule("clientReference", Reason.UNKNOWN_CLIENT, row -> isNoClient(row.clientReference())),
                new Rule("start", Reason.MALFORMED, row -> isOutside(row.start(), FIRST_START, LAST_START)),
                new Rule("end", Reason.END_BEFORE_START, this::endsBeforeItStarts),
                new Rule("signedAt", Reason.IMPOSSIBLE_SIGNATURE, this::isSignedWrongly));

        Wave(AccountId account, String by, List<ContractRow> rows) {
            this.account = account;
            this.calendar = accounts.byId(account).holidayCalendar();
            this.by = by;
            this.rows = rows;
            this.partners = partners();
            this.known = states.lock(
                    account, rows.stream().map(ContractRow::reference).toList());
        }

        void store(List<Integer> places, ContractRowOutcome[] outcomes) {
            for (int index = 0; index < places.size(); index++) {
                outcomes[places.get(index)] = decide(rows.get(index));
            }
            if (written.isEmpty()) {
                return;
            }
            states.write(account, written);
            states.tell(account, lines, by, now);
            if (!signed.isEmpty()) {
                events.publishEvent(new ContractsSigned(states.ids(account, signed), now));
            }
        }

        private ContractRowOutcome decide(ContractRow row) {
            for (var rule : rules) {
                if (rule.broken().test(row)) {
                    return new Refused(rule.field(), rule.reason());
                }
            }
            var described = describe(row);
            var before = known.get(row.reference());
            if (before == null) {
                write(null, described);
                return new Created();
            }
            return follow(before, described);
        }

        private ContractRowOutcome follow(ContractState before, ContractState described) {
            if (!before.is(ContractStatus.AWAITING_SIGNATURE)) {
                var reason = before.is(ContractStatus.SIGNED) ? Reason.ALREADY_SIGNED : Reason.ALREADY_WITHDRAWN;
                var changed = described.termsOtherThan(before);
                if (!changed.isEmpty()) {
                    return new Refused(changed.get(0), reason);
                }
                // An export made before the signature still says that the contract awaits one: that is no news.
                if (!described.is(ContractStatus.AWAITING_SIGNATURE) && !described.is(before.status())) {
                    return new Refused("status", reason);
                }
            }
            var after = before.followedBy(described);
            if (after.equals(before)) {
                return new Unchanged();
            }
            write(before, after);
            return new Changed();
        }

        private void write(@Nullable ContractState before, ContractState after) {
            written.add(after);
            if (before == null) {
                tell(after, ContractEvent.Kind.CREATED, null);
            } else if (!after.termsOtherThan(before).isEmpty()) {
                tell(after, ContractEvent.Kind.CHANGED, String.join(", ", after.termsOtherThan(before)));
            }
            if (after.transmittedAt() != null && (before == null || before.transmittedAt() == null)) {
                tell(after, ContractEvent.Kind.TRANSMITTED, null);
            }
            if (before != null && before.is(after.status())) {
                return;
            }
            switch (after.status()) {
                case SIGNED -> {
                    tell(after, ContractEvent.Kind.SIGNED, Objects.toString(after.signatureMode()));
                    signed.add(after.reference());
                }
                case WITHDRAWN -> tell(after, ContractEvent.Kind.WITHDRAWN, null);
                case AWAITING_SIGNATURE -> {}
            }
        }

        private void tell(ContractState contract, ContractEvent.Kind what, @Nullable String detail) {
            lines.add(new Line(contract.reference(), what, detail));
        }

        /** The contract as the row alone has it; the rules have been checked. */
        private ContractState describe(ContractRow row) {
            var start = micros(row.start());
            var due = row.type().hasSignatureDeadlines() ? deadlines.of(start, calendar) : null;
            var client = partner(row.clientReference());
            var isSigned = row.status() == ContractStatus.SIGNED;
            return new ContractState(
                    row.reference(),
                    row.type(),
                    Objects.requireNonNull(partner(row.partnerReference())).id(),
                    client == null ? null : client.id(),
                    start,
                    row.end(),
                    row.status(),
                    row.transmittedAt() == null ? null : micros(row.transmittedAt()),
                    isSigned ? (row.signedAt() == null ? now : micros(row.signedAt())) : null,
                    isSigned ? by : null,
                    isSigned ? Objects.requireNonNullElse(row.signatureMode(), SignatureMode.ELECTRONIC) : null,
                    due == null ? null : due.contractual(),
                    due == null ? null : due.legal());
        }

        private Map<String, PartnerFound> partners() {
            var references = rows.stream()
                    .flatMap(row -> Stream.of(row.partnerReference(), Objects.toString(row.clientReference(), "")))
                    .distinct()
                    .toArray(String[]::new);
            return jdbc
                    .sql("""
                            select id, reference, kind from partner
                            where account_id = :account and reference = any(:references)
                            """)
                    .param("account", account.value())
                    .param("references", references)
                    .query((row, number) -> new PartnerFound(
                            row.getLong("id"), row.getString("reference"), PartnerKind.valueOf(row.getString("kind"))))
                    .list()
                    .stream()
                    .collect(toMap(PartnerFound::reference, Function.identity()));
        }

        private @Nullable PartnerFound partner(@Nullable String reference) {
            return reference == null ? null : partners.get(reference);
        }

        private boolean isNoClient(@Nullable String reference) {
            var found = partner(reference);
            return reference != null && (found == null || found.kind() != PartnerKind.CLIENT);
        }

        private boolean endsBeforeItStarts(ContractRow row) {
            return row.end() != null && row.end().isBefore(LocalDate.ofInstant(row.start(), clock.getZone()));
        }

        private boolean isSignedWrongly(ContractRow row) {
            return row.status() == ContractStatus.SIGNED
                    ? row.signedAt() != null && row.signedAt().isAfter(now)
                    : row.signedAt() != null || row.signatureMode() != null;
        }
    }

    private static boolean isMalformed(String reference) {
        return !reference.equals(reference.strip())
                || !REFERENCE.matcher(reference).matches();
    }

    private static boolean isOutside(Instant instant, Instant first, Instant last) {
        return instant.isBefore(first) || !instant.isBefore(last);
    }

    /** As the database keeps instants. */
    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}

package fr.paraphe.contract;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import fr.paraphe.account.AccountId;
import fr.paraphe.account.Accounts;
import fr.paraphe.contract.ContractRowOutcome.Result;
import fr.paraphe.contract.ContractRowRule.Named;
import fr.paraphe.contract.ContractStates.Line;
import fr.paraphe.partner.PartnerKind;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes over what the business software knows about an account's contracts. The same rows again change nothing; what
 * was signed or withdrawn here stays so, whatever the rows say.
 *
 * <p>Meant for batches of some hundred rows: a handful of statements each, whatever their number.
 */
@Service
public class ContractImporting {

    private final ContractStates states;
    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final SignatureDeadlines deadlines;
    private final ContractFiling filing;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ContractImporting(
            ContractStates states,
            JdbcClient jdbc,
            Accounts accounts,
            SignatureDeadlines deadlines,
            ContractFiling filing,
            ApplicationEventPublisher events,
            Clock clock) {
        this.states = states;
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.deadlines = deadlines;
        this.filing = filing;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Stores the rows that can be, in their order; a later row about the same contract follows the earlier one. Tells
     * {@link ContractsSigned} and {@link ContractsWithdrawn} of those that are so now.
     *
     * @param by who imports, for the history
     * @return what became of each row, in the same order
     */
    @Transactional
    public List<ContractRowOutcome> importRows(AccountId account, List<ContractRow> rows, String by) {
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
        var occurrences = new HashMap<@Nullable String, Integer>();
        for (int index = 0; index < rows.size(); index++) {
            var wave = occurrences.merge(rows.get(index).reference(), 1, Integer::sum) - 1;
            if (wave == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave).add(index);
        }
        return waves;
    }

    /** Rows about different contracts, stored together. */
    private final class Wave {

        private final AccountId account;
        private final String calendar;
        private final String by;
        private final Instant now = micros(clock.instant());
        private final List<ContractRow> rows;
        private final Map<String, Named> partners;
        private final Map<String, ContractState> known;

        private final List<ContractState> written = new ArrayList<>();
        private final List<Line> lines = new ArrayList<>();
        private final List<String> signed = new ArrayList<>();
        private final List<String> withdrawn = new ArrayList<>();
        private final List<String> transmitted = new ArrayList<>();

        Wave(AccountId account, String by, List<ContractRow> rows) {
            this.account = account;
            this.calendar = accounts.byId(account).holidayCalendar();
            this.by = by;
            this.rows = rows;
            this.partners = partners();
            this.known = states.lock(
                    account,
                    rows.stream()
                            .map(ContractRow::reference)
                            .filter(Objects::nonNull)
                            .toList());
        }

        void store(List<Integer> places, ContractRowOutcome[] outcomes) {
            for (int index = 0; index < places.size(); index++) {
                outcomes[places.get(index)] = store(rows.get(index));
            }
            if (written.isEmpty()) {
                return;
            }
            states.write(account, written);
            states.tell(account, lines, by, now);
            if (!transmitted.isEmpty()) {
                filing.file(states.ids(account, transmitted), by);
            }
            if (!signed.isEmpty()) {
                events.publishEvent(new ContractsSigned(states.ids(account, signed), now));
            }
            if (!withdrawn.isEmpty()) {
                events.publishEvent(new ContractsWithdrawn(states.ids(account, withdrawn), now));
            }
        }

        private ContractRowOutcome store(ContractRow row) {
            return ContractRowRule.brokenBy(row, partners, clock).orElseGet(() -> {
                var described = describe(row);
                var before = known.get(described.reference());
                return before == null ? create(described) : follow(before, described);
            });
        }

        private ContractRowOutcome create(ContractState contract) {
            write(null, contract);
            return ContractRowOutcome.of(Result.CREATED);
        }

        private ContractRowOutcome follow(ContractState before, ContractState described) {
            if (before.is(ContractStatus.SIGNED) || before.is(ContractStatus.WITHDRAWN)) {
                var reason = before.is(ContractStatus.SIGNED) ? "already-signed" : "already-withdrawn";
                var changed = described.termsOtherThan(before);
                if (!changed.isEmpty()) {
                    return ContractRowOutcome.refused(changed.get(0), reason);
                }
                // An export made before the signature still says that the contract awaits one: that is no news.
                if (!described.is(ContractStatus.AWAITING_SIGNATURE) && !described.is(before.status())) {
                    return ContractRowOutcome.refused("status", reason);
                }
            }
            var after = before.followedBy(described);
            if (after.equals(before)) {
                return ContractRowOutcome.of(Result.UNCHANGED);
            }
            write(before, after);
            return ContractRowOutcome.of(Result.CHANGED);
        }

        private void write(@Nullable ContractState before, ContractState after) {
            written.add(after);
            if (before == null) {
                tell(after, ContractEvent.Kind.CREATED, null);
            } else if (!after.termsOtherThan(before).isEmpty()) {
                tell(after, ContractEvent.Kind.CHANGED, String.join(",", after.termsOtherThan(before)));
            }
            if (after.transmittedAt() != null && (before == null || before.transmittedAt() == null)) {
                tell(after, ContractEvent.Kind.TRANSMITTED, null);
                transmitted.add(after.reference());
            }
            if (after.is(ContractStatus.SIGNED) && (before == null || !before.is(ContractStatus.SIGNED))) {
                tell(after, ContractEvent.Kind.SIGNED, Objects.toString(after.signatureMode()));
                signed.add(after.reference());
            }
            if (after.is(ContractStatus.WITHDRAWN) && (before == null || !before.is(ContractStatus.WITHDRAWN))) {
                tell(after, ContractEvent.Kind.WITHDRAWN, null);
                withdrawn.add(after.reference());
            }
        }

        private void tell(ContractState contract, ContractEvent.Kind what, @Nullable String detail) {
            lines.add(new Line(contract.reference(), what, detail));
        }

        /** The contract as the row alone has it, once it keeps the rules. */
        private ContractState describe(ContractRow row) {
            var type = requireNonNull(row.type());
            var start = micros(requireNonNull(row.start()));
            var due = type.hasSignatureDeadlines() ? deadlines.of(start, calendar) : null;
            var client = row.client() == null ? null : partners.get(row.client());
            var isSigned = row.status() == ContractStatus.SIGNED;
            return new ContractState(
                    requireNonNull(row.reference()),
                    type,
                    requireNonNull(partners.get(requireNonNull(row.partner()))).id(),
                    client == null ? null : client.id(),
                    start,
                    row.end(),
                    row.status(),
                    row.transmittedAt() == null ? null : micros(row.transmittedAt()),
                    isSigned ? micros(requireNonNullElse(row.signedAt(), now)) : null,
                    isSigned ? by : null,
                    isSigned ? requireNonNullElse(row.signatureMode(), SignatureMode.ELECTRONIC) : null,
                    due == null ? null : due.contractual(),
                    due == null ? null : due.legal());
        }

        private Map<String, Named> partners() {
            var references = rows.stream()
                    .flatMap(row -> Stream.of(row.partner(), row.client()))
                    .filter(Objects::nonNull)
                    .distinct()
                    .toArray(String[]::new);
            var found = new HashMap<String, Named>();
            jdbc.sql("""
                            select id, reference, kind from partner
                            where account_id = :account and reference = any(:references)
                            """)
                    .param("account", account.value())
                    .param("references", references)
                    .query(row -> {
                        found.put(
                                row.getString("reference"),
                                new Named(row.getLong("id"), PartnerKind.valueOf(row.getString("kind"))));
                    });
            return found;
        }
    }

    /** As the database keeps instants. */
    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}

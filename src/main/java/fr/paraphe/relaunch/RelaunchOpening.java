package fr.paraphe.relaunch;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountOption;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.Options;
import fr.paraphe.account.StaffScope;
import fr.paraphe.contract.ContractFilter;
import fr.paraphe.contract.ContractFilters;
import fr.paraphe.contract.ContractType;
import fr.paraphe.partner.PartnerKind;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** Opens a run and finds its contracts, or refuses to: by whatever door it was asked for. */
@Service
@Transactional
public class RelaunchOpening {

    private static final int LONGEST_KEY = 200;

    private final Relaunches relaunches;
    private final RelaunchAccess access;
    private final RelaunchTimeline timeline;
    private final ContractFilters filters;
    private final Accounts accounts;
    private final Options options;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** What every request must meet, in the order in which a person is told. */
    private final List<Consumer<CheckedRequest>> rules =
            List.of(this::hasOption, RelaunchOpening::isAboutWorkContracts, RelaunchOpening::isAboutThoseWhoSignThem);

    RelaunchOpening(
            Relaunches relaunches,
            RelaunchAccess access,
            RelaunchTimeline timeline,
            ContractFilters filters,
            Accounts accounts,
            Options options,
            JdbcClient jdbc,
            Clock clock) {
        this.relaunches = relaunches;
        this.access = access;
        this.timeline = timeline;
        this.filters = filters;
        this.accounts = accounts;
        this.options = options;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The run that this very request with this key has already started. Until the transaction ends, nobody else gets an
     * answer about the same key.
     *
     * @throws RelaunchRefused if the key was used for another request
     */
    public Optional<RelaunchNumber> startedBefore(RelaunchRequest asked) {
        return startedBefore(check(asked));
    }

    /** Opens the run; its contracts are to be selected next. */
    public RelaunchNumber open(RelaunchRequest asked) {
        var request = check(asked);
        startedBefore(request).ifPresent(number -> {
            throw RelaunchRefused.alreadyStarted(number);
        });
        var number = RelaunchNumber.of(LocalDate.now(clock).getYear(), relaunches.nextNumber());
        relaunches.save(new Relaunch(number, request, access.worker().userId(), clock.instant()));
        return number;
    }

    /**
     * Takes every contract that the run's filter finds, all of them ticked.
     *
     * @throws RelaunchRefused if there is none
     */
    public void selectContracts(RelaunchNumber number) {
        var run = access.toChange(number);
        run.mustBe(RelaunchStatus.SELECTING);
        var selection = filterOf(run).toSql(clock);
        var found = jdbc.sql("""
                        with found as (
                          insert into relaunch_contract (relaunch_id, contract_id, partner_id)
                          select :relaunch, contract_id, partner_id from (%s) filtered
                          returning partner_id
                        )
                        select count(*) as contracts, count(distinct partner_id) as people from found
                        """.formatted(selection.sql()))
                .params(selection.params())
                .param("relaunch", run.id())
                .query(Relaunch.Chosen.class)
                .single();
        if (found.contracts() == 0) {
            throw RelaunchRefused.nothingUnsigned(run.startsFrom(), run.startsTo());
        }
        run.find(found);
        timeline.add(run.id(), RelaunchEvent.What.REQUESTED, found.contracts());
    }

    private ContractFilter filterOf(Relaunch run) {
        return filters.read(FilterText.read(run.filter()), access.worker());
    }

    private Optional<RelaunchNumber> startedBefore(CheckedRequest request) {
        if (request.idempotencyKey() == null) {
            return Optional.empty();
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, :account))")
                .param("key", request.idempotencyKey())
                .param("account", request.account().id().value())
                .query(row -> {});
        return relaunches
                .findByAccountIdAndIdempotencyKey(request.account().id().value(), request.idempotencyKey())
                .map(run -> sameRequest(run, request));
    }

    private static RelaunchNumber sameRequest(Relaunch run, CheckedRequest request) {
        if (!run.fingerprint().equals(request.fingerprint())) {
            throw RelaunchRefused.keyUsedForAnother();
        }
        return run.number();
    }

    private CheckedRequest check(RelaunchRequest asked) {
        var scope = access.worker();
        if (asked.idempotencyKey() != null && asked.idempotencyKey().length() > LONGEST_KEY) {
            throw RelaunchRefused.keyTooLong(LONGEST_KEY);
        }
        var account = accountOf(asked, scope);
        var parameters = new LinkedMultiValueMap<>(asked.filter());
        parameters.set("account", account.code());
        if (parameters.getOrDefault("kind", List.of()).isEmpty()) {
            PartnerKind.WORKERS.forEach(kind -> parameters.add("kind", kind.name()));
        }
        var filter = filters.read(parameters, scope);
        var written = parameters(filter, account, scope);
        var request = new CheckedRequest(
                account,
                filter,
                FilterText.of(written),
                FilterText.of(withoutUnaskedDates(written, asked)),
                asked.channel(),
                asked.idempotencyKey());
        rules.forEach(rule -> rule.accept(request));
        return request;
    }

    /**
     * Without an account the list shows all that the person sees: a run of fewer would be another one than was seen.
     */
    private Account accountOf(RelaunchRequest asked, StaffScope scope) {
        var codes = asked.filter().getOrDefault("account", List.of()).stream()
                .filter(code -> !code.isBlank())
                .distinct()
                .toList();
        if (codes.size() > 1 || codes.isEmpty() && scope.accounts().size() > 1) {
            throw RelaunchRefused.severalAccounts();
        }
        return codes.isEmpty()
                ? scope.home()
                : accounts.byCode(codes.get(0))
                        .filter(account -> scope.sees(account.id()))
                        .orElseThrow(() -> RelaunchRefused.accountUnknown(codes.get(0)));
    }

    /** Dates and accounts are always written out, so that the same filter means the same next month. */
    private MultiValueMap<String, String> parameters(ContractFilter filter, Account account, StaffScope scope) {
        var parameters = new LinkedMultiValueMap<>(filters.parameters(filter, scope));
        parameters.set("account", account.code());
        return parameters;
    }

    /** One date that was asked for leads to the other one, whatever day it is. */
    private static MultiValueMap<String, String> withoutUnaskedDates(
            MultiValueMap<String, String> written, RelaunchRequest asked) {
        var parameters = new LinkedMultiValueMap<>(written);
        if (Stream.of("from", "to").noneMatch(asked::names)) {
            parameters.remove("from");
            parameters.remove("to");
        }
        return parameters;
    }

    private void hasOption(CheckedRequest request) {
        if (!options.isOn(request.account().id(), AccountOption.RELAUNCH)) {
            throw RelaunchRefused.optionOff(request.account().name());
        }
    }

    private static void isAboutWorkContracts(CheckedRequest request) {
        if (request.filter().type() != ContractType.WORK_CONTRACT) {
            throw RelaunchRefused.typeNotAllowed();
        }
    }

    private static void isAboutThoseWhoSignThem(CheckedRequest request) {
        if (!PartnerKind.WORKERS.containsAll(request.filter().kinds())) {
            throw RelaunchRefused.kindNotAllowed();
        }
    }
}

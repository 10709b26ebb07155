package fr.paraphe.contract;

import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Signs the contracts whose signatures were fetched, and tells {@link ContractsSigned} of those that are signed now.
 *
 * <p>One statement locks the contracts, signs those that await it, writes their history, counts what it found for each
 * account and takes the signatures off the inbox. What names no contract stays there: each run looks again, so that a
 * contract imported later than its signature is found signed.
 */
@Service
public class SignatureApplying {

    private static final String FRESH = "inbox.unknown_since is null";

    /** Only those that name a contract by now: the others wait on, however many they are. */
    private static final String LATE = """
            inbox.unknown_since is not null and exists (
              select from account join contract on contract.account_id = account.id
              where account.code = inbox.account and contract.reference = inbox.contract)
            """;

    private final SynchronisationSettings settings;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SignatureApplying(
            SynchronisationSettings settings, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** @return whether there is more to fetch or to apply */
    @Transactional
    public boolean apply(SynchronisationNumber run) {
        var now = clock.instant();
        var applied = apply(run, FRESH, now);
        if (!exhausted(run)) {
            return true;
        }
        return applied == settings.page() || apply(run, LATE, now) == settings.page();
    }

    private boolean exhausted(SynchronisationNumber run) {
        return jdbc.sql("select exhausted from synchronisation where number = ?")
                .param(run.value())
                .query(Boolean.class)
                .single();
    }

    /** @return how many signatures it looked at, at most a page */
    private int apply(SynchronisationNumber run, String which, Instant now) {
        var outcome = jdbc.sql("""
                        with chosen as materialized (
                          select inbox.id, inbox.account, inbox.contract, inbox.signed_at, inbox.signed_by
                          from signature_inbox inbox
                          where %s
                          order by inbox.id
                          limit :most
                          for update of inbox
                        ), found as materialized (
                          select contract.id, contract.status, chosen.id as inbox_id, chosen.account,
                                 chosen.signed_at as at, chosen.signed_by as by
                          from chosen
                          join account on account.code = chosen.account
                          join contract on contract.account_id = account.id and contract.reference = chosen.contract
                          order by contract.id
                          for update of contract
                        ), signed as (
                          update contract
                          set status = 'SIGNED', signed_at = found.at, signed_by = found.by,
                              signature_mode = 'ELECTRONIC', version = version + 1
                          from found
                          where contract.id = found.id and found.status = 'AWAITING_SIGNATURE'
                          returning contract.id
                        ), told as (
                          insert into contract_event (contract_id, what, detail, done_by, done_at)
                          select signed.id, 'SIGNED', 'ELECTRONIC', found.by, found.at
                          from signed join found on found.id = signed.id
                        ), done as (
                          delete from signature_inbox where id in (select inbox_id from found)
                        ), left_over as (
                          update signature_inbox set unknown_since = :now
                          where id in (select id from chosen) and id not in (select inbox_id from found)
                        ), counted as (
                          insert into synchronisation_account as known (
                            synchronisation_id, account, signed, already_signed, withdrawn, unknown)
                          select synchronisation.id, chosen.account,
                                 count(*) filter (where found.status = 'AWAITING_SIGNATURE'),
                                 count(*) filter (where found.status = 'SIGNED'),
                                 count(*) filter (where found.status = 'WITHDRAWN'),
                                 count(*) filter (where found.id is null)
                          from chosen
                          join synchronisation on synchronisation.number = :run
                          left join found on found.inbox_id = chosen.id
                          group by synchronisation.id, chosen.account
                          on conflict (synchronisation_id, account) do update
                          set signed = known.signed + excluded.signed,
                              already_signed = known.already_signed + excluded.already_signed,
                              withdrawn = known.withdrawn + excluded.withdrawn,
                              unknown = known.unknown + excluded.unknown
                        )
                        select (select count(*) from chosen) as chosen, array(select id from signed) as signed
                        """.formatted(which))
                .param("most", settings.page())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("run", run.value())
                .query((row, number) -> new Outcome(
                        row.getInt("chosen"), (Long[]) row.getArray("signed").getArray()))
                .single();
        if (outcome.signed().length > 0) {
            events.publishEvent(new ContractsSigned(outcome.contracts(), now));
        }
        return outcome.chosen();
    }

    private record Outcome(int chosen, Long[] signed) {

        Set<ContractId> contracts() {
            return Stream.of(signed).map(ContractId::new).collect(toSet());
        }
    }
}

package fr.paraphe.relaunch;

import fr.paraphe.contract.ContractId;
import fr.paraphe.contract.ContractsSigned;
import fr.paraphe.contract.ContractsWithdrawn;
import fr.paraphe.message.BatchResult;
import fr.paraphe.message.MessageSending;
import fr.paraphe.message.UncertainDecision;
import fr.paraphe.partner.PartnerId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** From the click to the last message: queue, send batch by batch, pause, resume, stop, try failures again. */
@Service
@Transactional
public class RelaunchSending {

    /** What a sender finds after a batch. */
    public enum Left {
        MORE_NOW,
        LATER,
        PAUSED,
        NOTHING
    }

    /** @param nextAttemptAt when to come back, if it is {@link Left#LATER} */
    public record AfterBatch(Left left, @Nullable Instant nextAttemptAt) {}

    private final RelaunchAccess access;
    private final RelaunchTimeline timeline;
    private final RelaunchSettings settings;
    private final MessageSending messages;
    private final JdbcClient jdbc;
    private final Clock clock;

    RelaunchSending(
            RelaunchAccess access,
            RelaunchTimeline timeline,
            RelaunchSettings settings,
            MessageSending messages,
            JdbcClient jdbc,
            Clock clock) {
        this.access = access;
        this.timeline = timeline;
        this.settings = settings;
        this.messages = messages;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Queues a message for everybody who was shown, is still reached there and has still not signed; or, after the
     * first round, for those whose message failed. Doing it twice queues once.
     *
     * @return how many senders shall share the work
     */
    public int queue(RelaunchNumber number) {
        var run = access.inTheBackground(number);
        var queued = run.status() == RelaunchStatus.STOPPING ? 0 : queue(run);
        if (run.isFirstRound()) {
            noteWhoIsLeftOut(run);
        }
        timeline.add(run.id(), RelaunchEvent.What.QUEUED, queued);
        return settings.sendersFor(queued);
    }

    private int queue(Relaunch run) {
        return run.isFirstRound()
                ? messages.queue(
                        run.dispatch(),
                        """
                        select shown.partner_id, shown.address, shown.language
                        from relaunch_recipient shown join partner on partner.id = shown.partner_id
                        where shown.relaunch_id = :relaunch and shown.ticked and shown.problem is null
                          and %s and %s
                        """.formatted(RelaunchSql.reachedAsShown(run.channel()), RelaunchSql.STILL_UNSIGNED),
                        of(run))
                : messages.retryFailures(
                        run.dispatch(),
                        """
                        select shown.partner_id, %s, shown.language
                        from relaunch_recipient shown join partner on partner.id = shown.partner_id
                        where shown.relaunch_id = :relaunch and shown.ticked and %s is null and %s
                        """.formatted(
                                        RelaunchSql.address(run.channel()),
                                        RelaunchSql.problem(run.channel()),
                                        RelaunchSql.STILL_UNSIGNED),
                        of(run));
    }

    private void noteWhoIsLeftOut(Relaunch run) {
        jdbc.sql("""
                        update relaunch_recipient shown
                        set skipped = case
                          when not shown.ticked then 'UNTICKED'
                          when shown.problem is not null then shown.problem
                          when :stopped then 'STOPPED'
                          when not %s then case when %s then 'SIGNED' else 'WITHDRAWN' end
                          else 'ADDRESS_CHANGED' end
                        where shown.relaunch_id = :relaunch and not exists (
                          select from message_outcome message
                          where message.flow = :flow and message.run = :run and message.recipient = shown.partner_id)
                        """.formatted(RelaunchSql.STILL_UNSIGNED, RelaunchSql.SIGNED))
                .param("relaunch", run.id())
                .param("stopped", run.status() == RelaunchStatus.STOPPING)
                .param("flow", run.dispatch().flow())
                .param("run", run.dispatch().run())
                .update();
    }

    /** Sends one batch, unless the run is paused or stopped. */
    public AfterBatch sendNextBatch(RelaunchNumber number) {
        if (status(number, "") != RelaunchStatus.SENDING) {
            return after(number, new BatchResult(0, 0, true, true, false, null));
        }
        var batch = messages.sendBatch(Relaunch.dispatchOf(number));
        if (batch.failing()) {
            pauseByItself(number);
        }
        return after(number, batch);
    }

    /**
     * The status is read last and stays locked until the sender has committed what it does next: whoever resumes the
     * run finds each sender either still sending or already waiting for the message.
     */
    private AfterBatch after(RelaunchNumber number, BatchResult batch) {
        return switch (status(number, "for share")) {
            case SENDING -> afterSending(batch);
            case PAUSED -> new AfterBatch(Left.PAUSED, null);
            default -> new AfterBatch(Left.NOTHING, null);
        };
    }

    private static AfterBatch afterSending(BatchResult batch) {
        if (!batch.more()) {
            return new AfterBatch(Left.NOTHING, null);
        }
        return batch.nextAttemptAt() == null
                ? new AfterBatch(Left.MORE_NOW, null)
                : new AfterBatch(Left.LATER, batch.nextAttemptAt());
    }

    private RelaunchStatus status(RelaunchNumber number, String lock) {
        return jdbc.sql("select status from relaunch where number = ? " + lock)
                .param(number.value())
                .query(RelaunchStatus.class)
                .single();
    }

    private void pauseByItself(RelaunchNumber number) {
        var run = access.inTheBackground(number);
        if (run.status() == RelaunchStatus.SENDING) {
            pause(run, RelaunchEvent.What.PAUSED_BY_ERRORS);
        }
    }

    public void pause(RelaunchNumber number) {
        pause(access.toChange(number), RelaunchEvent.What.PAUSED);
    }

    private void pause(Relaunch run, RelaunchEvent.What what) {
        run.pause();
        messages.hold(run.dispatch());
        timeline.add(run.id(), what);
    }

    /** The senders that wait are to be told. */
    public void resume(RelaunchNumber number) {
        var run = access.toChange(number);
        run.resume();
        messages.release(run.dispatch());
        timeline.add(run.id(), RelaunchEvent.What.RESUMED);
    }

    /** Nothing more leaves, for good. The senders that wait are to be told. */
    public void stop(RelaunchNumber number) {
        var run = access.toChange(number);
        run.stop();
        messages.release(run.dispatch());
        var withdrawn = messages.withdraw(
                run.dispatch(),
                "select partner_id from relaunch_recipient where relaunch_id = :relaunch",
                of(run),
                "STOPPED");
        timeline.add(run.id(), RelaunchEvent.What.STOPPED, withdrawn);
    }

    /** Every sender is done: somebody may read the outcome. */
    public void complete(RelaunchNumber number) {
        var run = access.inTheBackground(number);
        run.complete(clock.instant());
        messages.release(run.dispatch());
        timeline.add(run.id(), RelaunchEvent.What.SENT);
    }

    /**
     * Ends the reading of the outcome.
     *
     * @param retry whether the failures are to be tried again, or the run is done with
     */
    public void conclude(RelaunchNumber number, boolean retry) {
        var run = access.toChange(number);
        if (retry) {
            retry(run);
        } else {
            run.close();
            timeline.add(run.id(), RelaunchEvent.What.CLOSED);
        }
    }

    private void retry(Relaunch run) {
        run.retry();
        var failures = messages.progress(run.dispatch()).retryable();
        if (failures == 0) {
            throw RelaunchRefused.noFailures();
        }
        timeline.add(run.id(), RelaunchEvent.What.RETRIED, failures);
    }

    /**
     * Settles a message whose fate the provider could not tell. Nothing leaves by this: what is to be sent again
     * goes with the next retry of the failures.
     *
     * @throws RelaunchRefused if nothing has left yet, or there will be no retry any more
     */
    public void decide(RelaunchNumber number, PartnerId person, UncertainDecision decision) {
        var run = access.toChange(number);
        var comesTooLate = decision == UncertainDecision.SEND_AGAIN && run.status() == RelaunchStatus.CLOSED;
        if (comesTooLate || !run.status().isConfirmed()) {
            throw RelaunchRefused.anotherStep(number, run.status());
        }
        messages.decideUncertain(run.dispatch(), person.value(), decision);
        timeline.add(
                run.id(),
                switch (decision) {
                    case WAS_SENT -> RelaunchEvent.What.UNCERTAIN_WAS_SENT;
                    case SEND_AGAIN -> RelaunchEvent.What.UNCERTAIN_SEND_AGAIN;
                    case GIVE_UP -> RelaunchEvent.What.UNCERTAIN_GIVE_UP;
                },
                person);
    }

    /** Who has signed everything gets no reminder. */
    @EventListener
    void withdraw(ContractsSigned signed) {
        withdraw(signed.contracts(), "SIGNED", RelaunchEvent.What.SIGNED_MEANWHILE);
    }

    /** Nor does who has nothing left to sign. */
    @EventListener
    void withdraw(ContractsWithdrawn withdrawn) {
        withdraw(withdrawn.contracts(), "WITHDRAWN", RelaunchEvent.What.WITHDRAWN_MEANWHILE);
    }

    /** A run that is just queueing is waited for, or waits and sees how the contracts are then. */
    private void withdraw(Set<ContractId> noLongerAwaiting, String reason, RelaunchEvent.What what) {
        var contracts = noLongerAwaiting.stream().map(ContractId::value).toArray(Long[]::new);
        jdbc.sql("""
                        select id, number from relaunch
                        where status in ('SENDING', 'PAUSED')
                          and id in (select relaunch_id from relaunch_contract where contract_id = any(:contracts))
                        order by id for share
                        """)
                .param("contracts", contracts)
                .query((row, index) -> Map.entry(row.getLong("id"), new RelaunchNumber(row.getString("number"))))
                .list()
                .forEach(run -> {
                    var withdrawn = withdraw(run.getKey(), run.getValue(), contracts, reason);
                    if (withdrawn > 0) {
                        timeline.add(run.getKey(), what, withdrawn);
                    }
                });
    }

    private int withdraw(long relaunch, RelaunchNumber number, Long[] contracts, String reason) {
        return messages.withdraw(
                Relaunch.dispatchOf(number), """
                        select shown.partner_id from relaunch_contract shown
                        where shown.relaunch_id = :relaunch and shown.contract_id = any(:contracts)
                          and not exists (
                            select from relaunch_contract other join contract on contract.id = other.contract_id
                            where other.relaunch_id = shown.relaunch_id and other.partner_id = shown.partner_id
                              and other.ticked and contract.status = 'AWAITING_SIGNATURE'
                              and contract.id <> all(:contracts))
                        """, Map.of("relaunch", relaunch, "contracts", contracts), reason);
    }

    private static Map<String, ?> of(Relaunch run) {
        return Map.of("relaunch", run.id());
    }
}

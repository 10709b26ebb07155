package fr.paraphe.message;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import fr.paraphe.account.AccountId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends one text to many recipients: compose, queue, then {@link #sendBatch} until there is no more.
 *
 * <p>A message has a natural key – flow, run, recipient, step – so that asking twice sends once. All but
 * {@code sendBatch} take part in the caller's transaction.
 */
@Service
@Transactional
public class MessageSending {

    private static final Duration SPEED_OVER = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final DataSource database;
    private final Map<Channel, Carrier> carriers;
    private final ContactHours hours;
    private final MessageSettings settings;
    private final Clock clock;
    private final MeterRegistry metrics;

    MessageSending(
            JdbcClient jdbc,
            DataSource database,
            List<Carrier> carriers,
            ContactHours hours,
            MessageSettings settings,
            Clock clock,
            MeterRegistry metrics) {
        this.jdbc = jdbc;
        this.database = database;
        this.carriers = carriers.stream().collect(toMap(Carrier::channel, carrier -> carrier));
        this.hours = hours;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
        // Seen at zero from the start on: a monitor cannot tell a missing counter from a broken one.
        for (var channel : Channel.values()) {
            Batch.counter(metrics, channel, MessageState.SENT);
            Batch.counter(metrics, channel, MessageState.FAILED);
        }
    }

    /**
     * Freezes what will be sent, in each language; recipients of any other language get the French text. The same again
     * changes nothing.
     *
     * @throws MessageRefused if a mail has no subject, or an SMS is longer than the provider takes
     * @throws IllegalStateException if this dispatch exists with other texts
     */
    public void compose(DispatchKey key, AccountId account, Channel channel, Map<Locale, MessageText> texts) {
        texts.values().forEach(text -> check(channel, text));
        var isNew = jdbc.sql("""
                        insert into dispatch (flow, run, account_id, channel, created_at)
                        values (?, ?, ?, ?, ?) on conflict (flow, run) do nothing""")
                .params(key.flow(), key.run(), account.value(), channel.name(), now())
                .update();
        if (isNew == 1) {
            texts.forEach((language, text) -> freeze(key, channel, language, text));
        } else if (!texts(key).equals(texts)) {
            throw new IllegalStateException(key + " was composed with other texts");
        }
    }

    private static void check(Channel channel, MessageText text) {
        if (channel == Channel.MAIL && text.subject() == null) {
            throw MessageRefused.withoutSubject();
        }
        if (channel == Channel.SMS && text.body().length() > SmsCarrier.MAX_CHARACTERS) {
            throw MessageRefused.tooLong(text.body().length());
        }
    }

    private void freeze(DispatchKey key, Channel channel, Locale language, MessageText text) {
        jdbc.sql("""
                        insert into dispatch_text (dispatch_id, language, subject, body, segments)
                        select id, :language, :subject, :body, :segments from dispatch
                        where flow = :flow and run = :run""")
                .param("flow", key.flow())
                .param("run", key.run())
                .param("language", language.getLanguage())
                .param("subject", text.subject())
                .param("body", text.body())
                .param("segments", channel == Channel.SMS ? SmsText.segments(text.body()) : 0)
                .update();
    }

    /** What was frozen; empty if nothing was composed. */
    @Transactional(readOnly = true)
    public Map<Locale, MessageText> texts(DispatchKey key) {
        return jdbc
                .sql("""
                        select t.language, t.subject, t.body
                        from dispatch_text t join dispatch d on d.id = t.dispatch_id
                        where d.flow = ? and d.run = ?""")
                .params(key.flow(), key.run())
                .query((row, number) -> Map.entry(
                        Locale.forLanguageTag(row.getString("language")),
                        new MessageText(row.getString("subject"), row.getString("body"))))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Queues a message for each recipient that a query finds; who is queued already stays as is. They leave once the
     * caller's transaction is committed and {@link #sendBatch} is called.
     *
     * @param selectSql selects recipient (bigint), address, language, in this order, each recipient once
     * @param params its named parameters; names that begin with {@code dispatch} are taken
     * @return how many recipients the dispatch now has
     */
    public int queue(DispatchKey key, String selectSql, Map<String, ?> params) {
        var dispatch = dispatchId(key);
        jdbc.sql("""
                        insert into message
                          (dispatch_id, recipient, step, address, language, segments, state, next_attempt_at, created_at)
                        select :dispatchId, r.recipient, 1, r.address, t.language, t.segments, 'QUEUED',
                          :dispatchNow, :dispatchNow
                        from (%s) r (recipient, address, language)
                        cross join lateral %s t
                        on conflict (dispatch_id, recipient, step) do nothing""".formatted(selectSql, TEXT_FOR_R))
                .params(params)
                .param("dispatchId", dispatch)
                .param("dispatchNow", now())
                .update();
        return jdbc.sql("select count(*) from message where dispatch_id = ? and step = 1")
                .param(dispatch)
                .query(Integer.class)
                .single();
    }

    /**
     * Queues a message for one recipient; who is queued already stays as is.
     *
     * @param language of the text; French if there is none in this one
     */
    public void queueOne(DispatchKey key, long recipient, String address, String language) {
        jdbc.sql("""
                        insert into message
                          (dispatch_id, recipient, step, address, language, segments, state, next_attempt_at, created_at)
                        select :dispatchId, :recipient, 1, :address, t.language, t.segments, 'QUEUED', :now, :now
                        from (select cast(:language as text)) r (language) cross join lateral %s t
                        on conflict (dispatch_id, recipient, step) do nothing""".formatted(TEXT_FOR_R))
                .param("dispatchId", dispatchId(key))
                .param("recipient", recipient)
                .param("address", address)
                .param("language", language)
                .param("now", now())
                .update();
    }

    /**
     * Queues a new step for the recipients of a query whose latest step failed or bounced; all others stay as they are,
     * those among them whom a person gave up.
     *
     * @param selectSql as for {@link #queue}: the address may have been corrected since
     * @return how many are tried again
     */
    public int retryFailures(DispatchKey key, String selectSql, Map<String, ?> params) {
        return jdbc.sql("""
                        with failed as (
                          update message m set superseded = true
                          from (%s) r (recipient, address, language)
                          where m.dispatch_id = :dispatchId and m.recipient = r.recipient
                            and not m.superseded and m.state in ('FAILED', 'BOUNCED')
                            and m.reason is distinct from 'GIVEN_UP'
                          returning m.recipient, m.step, r.address, r.language
                        )
                        insert into message
                          (dispatch_id, recipient, step, address, language, segments, state, next_attempt_at, created_at)
                        select :dispatchId, r.recipient, r.step + 1, r.address, t.language, t.segments, 'QUEUED',
                          :dispatchNow, :dispatchNow
                        from failed r cross join lateral %s t""".formatted(selectSql, TEXT_FOR_R))
                .params(params)
                .param("dispatchId", dispatchId(key))
                .param("dispatchNow", now())
                .update();
    }

    private static final String TEXT_FOR_R = """
            (select language, segments from dispatch_text where dispatch_id = :dispatchId
             order by language = r.language desc, language = 'fr' desc limit 1)""";

    /**
     * Takes recipients out of the queue, for good. What has left already, or is just leaving, stays.
     *
     * @param recipientsSql selects recipients (bigint)
     * @param reason the flow's own word, such as {@code SIGNED}
     * @return how many will not be sent
     */
    public int withdraw(DispatchKey key, String recipientsSql, Map<String, ?> params, String reason) {
        return jdbc.sql("""
                        update message set state = 'SKIPPED', reason = :dispatchReason, finished_at = :dispatchNow
                        where dispatch_id = :dispatchId and state = 'QUEUED' and recipient in (%s)""".formatted(recipientsSql))
                .params(params)
                .param("dispatchId", dispatchId(key))
                .param("dispatchNow", now())
                .param("dispatchReason", reason)
                .update();
    }

    /**
     * Stops the sending until {@link #release}. A hold takes effect within a tenth of a second, once the message that
     * is just leaving has left.
     */
    public void hold(DispatchKey key) {
        setHeld(key, true);
    }

    /** Lets a held dispatch go on: {@link #sendBatch} will send again. */
    public void release(DispatchKey key) {
        setHeld(key, false);
    }

    private void setHeld(DispatchKey key, boolean held) {
        jdbc.sql("update dispatch set held = ? where id = ?")
                .params(held, dispatchId(key))
                .update();
    }

    /**
     * Settles a message whose fate the provider could not tell. Nothing leaves by this: what is to be sent again counts
     * as failed until {@link #retryFailures}.
     *
     * @throws MessageRefused if it is settled already
     */
    public void decideUncertain(DispatchKey key, long recipient, UncertainDecision decision) {
        var settled = jdbc.sql("""
                        update message set state = :state, reason = :reason,
                          sent_at = case when :state = 'SENT' then claimed_at end,
                          finished_at = case when :state = 'FAILED' then cast(:now as timestamptz) end
                        where dispatch_id = :dispatch and recipient = :recipient
                          and not superseded and state = 'UNCERTAIN'""")
                .param("dispatch", dispatchId(key))
                .param("recipient", recipient)
                .param("now", now())
                .param(
                        "state",
                        switch (decision) {
                            case WAS_SENT -> "SENT";
                            case SEND_AGAIN, GIVE_UP -> "FAILED";
                        })
                .param(
                        "reason",
                        switch (decision) {
                            case WAS_SENT -> null;
                            case SEND_AGAIN -> FailureReason.SEND_AGAIN.name();
                            case GIVE_UP -> FailureReason.GIVEN_UP.name();
                        })
                .update();
        if (settled == 0) {
            throw MessageRefused.noLongerUncertain();
        }
    }

    /** How far it is. Cheap enough to be asked every few seconds. */
    @Transactional(readOnly = true)
    public DispatchProgress progress(DispatchKey key) {
        var dispatch = dispatch(key);
        var byState = new EnumMap<MessageState, Integer>(MessageState.class);
        for (var state : MessageState.values()) {
            byState.put(state, 0);
        }
        var byReason = new TreeMap<String, Integer>();
        var segmentsSent = new long[1];
        var lately = new int[1];
        jdbc.sql("""
                        select state, reason,
                          count(*) filter (where not superseded) as recipients,
                          coalesce(sum(segments) filter (where sent_at is not null), 0) as segments,
                          count(*) filter (where sent_at > ?) as lately
                        from message where dispatch_id = ? group by state, reason""").params(now().minus(SPEED_OVER), dispatch.id()).query(row -> {
            var recipients = row.getInt("recipients");
            var reason = row.getString("reason");
            byState.merge(MessageState.valueOf(row.getString("state")), recipients, Integer::sum);
            if (reason != null && recipients > 0) {
                byReason.merge(reason, recipients, Integer::sum);
            }
            segmentsSent[0] += row.getLong("segments");
            lately[0] += row.getInt("lately");
        });
        var perSecond = lately[0] / (double) SPEED_OVER.toSeconds();
        var queued = byState.getOrDefault(MessageState.QUEUED, 0);
        var timeLeft = perSecond == 0 || dispatch.held() ? null : Duration.ofSeconds(Math.round(queued / perSecond));
        var closedUntil = queued == 0
                ? null
                : hours.closedUntil(dispatch.channel(), dispatch.account()).orElse(null);
        return new DispatchProgress(
                dispatch.held(), byState, byReason, segmentsSent[0], perSecond, timeLeft, closedUntil);
    }

    /**
     * Sends for some seconds or some hundred messages, whichever comes first, in the caller's thread. Several callers
     * share the work of a dispatch; each uses a database connection of its own, beside the caller's, and commits there
     * what it does. A hold takes effect within a tenth of a second, once the message that is just leaving has left.
     *
     * <p>What a killed caller left behind is taken up by a later call: mail is sent again with the same Message-ID, the
     * SMS provider is asked first. Outside {@link ContactHours} nothing leaves, and the result says when to call again.
     *
     * @throws ProviderDown if nobody can be sent to at present; nothing is lost, call again later
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public BatchResult sendBatch(DispatchKey key) {
        var dispatch = dispatch(key);
        return send(
                key,
                dispatch,
                hours.closedUntil(dispatch.channel(), dispatch.account()).orElse(null));
    }

    /** The same at any hour, for what somebody waits for. */
    @Transactional(propagation = Propagation.SUPPORTS)
    BatchResult sendAwaited(DispatchKey key) {
        return send(key, dispatch(key), null);
    }

    private BatchResult send(DispatchKey key, Dispatch dispatch, @Nullable Instant closedUntil) {
        var texts = texts(key).entrySet().stream()
                .collect(toMap(text -> text.getKey().getLanguage(), Map.Entry::getValue));
        var carrier = requireNonNull(carriers.get(dispatch.channel()));
        try (var sender = Sender.open(database, clock, settings.recoverAfter(), dispatch.id(), carrier.canBeAsked());
                var round = carrier.open(key.flow(), texts)) {
            return new Batch(sender, round, dispatch.channel(), closedUntil, settings, clock, metrics).send();
        }
    }

    private record Dispatch(long id, AccountId account, Channel channel, boolean held) {}

    private Dispatch dispatch(DispatchKey key) {
        return jdbc.sql("select id, account_id, channel, held from dispatch where id = ?")
                .param(dispatchId(key))
                .query((row, number) -> new Dispatch(
                        row.getLong("id"),
                        new AccountId(row.getLong("account_id")),
                        Channel.valueOf(row.getString("channel")),
                        row.getBoolean("held")))
                .single();
    }

    private long dispatchId(DispatchKey key) {
        return jdbc.sql("select id from dispatch where flow = ? and run = ?")
                .params(key.flow(), key.run())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new IllegalStateException(key + " was never composed"));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}

package fr.paraphe.relaunch;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountId;
import fr.paraphe.message.Channel;
import fr.paraphe.message.DispatchKey;
import fr.paraphe.relaunch.SmsPrice.Cost;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One run. It changes through verbs, each of which refuses what its status does not allow. */
@Entity
class Relaunch {

    static final String FLOW = "relaunch";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String number;
    private long accountId;

    @Enumerated(EnumType.STRING)
    private RelaunchStatus status;

    @Enumerated(EnumType.STRING)
    private @Nullable Channel channel;

    private String filter;
    private LocalDate startsFrom;
    private LocalDate startsTo;
    private @Nullable String idempotencyKey;
    private String fingerprint;
    private String requestedBy;
    private Instant requestedAt;
    private int previewVersion;

    @Enumerated(EnumType.STRING)
    private Spelling spelling;

    private @Nullable BigDecimal priceEach;
    private @Nullable BigDecimal pricePerHundred;
    private @Nullable String confirmedBy;
    private @Nullable Instant confirmedAt;
    private int rounds;
    private @Nullable Instant sentAt;
    private long contracts;
    private long people;

    @Version
    @Column
    private int version;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Relaunch() {}

    Relaunch(RelaunchNumber number, CheckedRequest request, String by, Instant at) {
        this.number = number.value();
        this.accountId = request.account().id().value();
        this.status = RelaunchStatus.SELECTING;
        this.channel = request.channel();
        this.filter = request.parameters();
        this.startsFrom = request.filter().from();
        this.startsTo = request.filter().to();
        this.idempotencyKey = request.idempotencyKey();
        this.fingerprint = request.fingerprint();
        this.requestedBy = by;
        this.requestedAt = at;
        this.spelling = Spelling.CHEAPEST;
    }

    /** What the request's filter found; all of it is ticked. */
    void find(Chosen found) {
        mustBe(RelaunchStatus.SELECTING);
        contracts = found.contracts();
        people = found.people();
    }

    /**
     * @param kept the contracts that are ticked
     * @param by null: the channel that the request named
     */
    void select(Chosen kept, @Nullable Channel by) {
        if (by == null && channel == null) {
            throw RelaunchRefused.channelUnknown();
        }
        go(RelaunchStatus.REVIEWING);
        channel = by == null ? channel : by;
        contracts = kept.contracts();
        people = kept.people();
    }

    /** How many contracts are ticked, and how many people must sign them. */
    record Chosen(long contracts, long people) {}

    void preview(@Nullable SmsPrice price) {
        go(RelaunchStatus.CONFIRMING);
        previewVersion++;
        priceEach = price == null ? null : price.each();
        pricePerHundred = price == null ? null : price.perHundred();
    }

    /** The preview must be shown anew: what is confirmed is what was seen. */
    void spell(Spelling chosen) {
        mustBe(RelaunchStatus.CONFIRMING);
        spelling = chosen;
        previewVersion++;
    }

    /** What was ticked and the channel stay as they are, for somebody to change. */
    void selectAgain() {
        mustBe(RelaunchStatus.REVIEWING);
        go(RelaunchStatus.SELECTING);
    }

    void reviewAgain() {
        mustBe(RelaunchStatus.CONFIRMING);
        go(RelaunchStatus.REVIEWING);
    }

    /** @param seen the version of the preview that the person saw */
    void confirm(int seen, String by, Instant at) {
        mustBe(RelaunchStatus.CONFIRMING);
        if (seen != previewVersion) {
            throw RelaunchRefused.previewOutdated(previewVersion);
        }
        go(RelaunchStatus.SENDING);
        confirmedBy = by;
        confirmedAt = at;
    }

    /** Whether this very preview is confirmed already: the same click twice. */
    boolean isConfirmedAs(int seen) {
        return status.isConfirmed() && seen == previewVersion;
    }

    void cancel() {
        go(RelaunchStatus.CANCELLED);
    }

    void pause() {
        mustBe(RelaunchStatus.SENDING);
        go(RelaunchStatus.PAUSED);
    }

    void resume() {
        mustBe(RelaunchStatus.PAUSED);
        go(RelaunchStatus.SENDING);
    }

    void stop() {
        go(RelaunchStatus.STOPPING);
    }

    /** Nothing is left to send. Sending that is paused at its very end has ended too. */
    void complete(Instant at) {
        if (status == RelaunchStatus.PAUSED) {
            resume();
        }
        go(RelaunchStatus.SENT);
        sentAt = at;
    }

    void retry() {
        mustBe(RelaunchStatus.SENT);
        go(RelaunchStatus.SENDING);
        rounds++;
    }

    void close() {
        go(RelaunchStatus.CLOSED);
    }

    void mustBe(RelaunchStatus expected) {
        if (status != expected) {
            throw RelaunchRefused.anotherStep(number(), status);
        }
    }

    private void go(RelaunchStatus next) {
        if (!status.leadsTo(next)) {
            throw RelaunchRefused.anotherStep(number(), status);
        }
        status = next;
    }

    long id() {
        return Objects.requireNonNull(id, "a run that is not stored yet");
    }

    RelaunchNumber number() {
        return new RelaunchNumber(number);
    }

    AccountId account() {
        return new AccountId(accountId);
    }

    RelaunchStatus status() {
        return status;
    }

    /** Chosen when the employees are, at the latest. */
    Channel channel() {
        return Objects.requireNonNull(channel, "no channel was chosen yet");
    }

    @Nullable
    Instant sentAt() {
        return sentAt;
    }

    int previewVersion() {
        return previewVersion;
    }

    Spelling spelling() {
        return spelling;
    }

    /** What so many SMS segments cost at the run's price; null for mail. */
    @Nullable
    Cost cost(long segments, SmsPrice present) {
        return sends(Channel.SMS) ? priceOr(present).of(segments) : null;
    }

    /** The price when the preview was made; before that, the one given. */
    SmsPrice priceOr(SmsPrice current) {
        return priceEach == null || pricePerHundred == null ? current : new SmsPrice(priceEach, pricePerHundred);
    }

    RelaunchView view(
            Account account,
            RelaunchView.Figures figures,
            RelaunchView.@Nullable Progress progress,
            List<RelaunchEvent> history) {
        return new RelaunchView(
                number,
                account.code(),
                account.name(),
                status,
                channel,
                filter,
                startsFrom,
                startsTo,
                requestedBy,
                requestedAt,
                confirmedBy,
                confirmedAt,
                sentAt,
                previewVersion,
                figures,
                progress,
                history);
    }

    boolean isFirstRound() {
        return rounds == 0;
    }

    boolean sends(Channel other) {
        return channel == other;
    }

    String fingerprint() {
        return fingerprint;
    }

    String filter() {
        return filter;
    }

    LocalDate startsFrom() {
        return startsFrom;
    }

    LocalDate startsTo() {
        return startsTo;
    }

    DispatchKey dispatch() {
        return dispatchOf(number());
    }

    static DispatchKey dispatchOf(RelaunchNumber number) {
        return new DispatchKey(FLOW, number.value());
    }
}

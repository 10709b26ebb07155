package fr.paraphe.campaign;

import static java.util.stream.Collectors.toSet;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.problem.Refusal.WrongField;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One campaign. It changes through verbs, each of which refuses what its state does not allow; the state is what its
 * dates and the clock say.
 */
@Entity
class Campaign {

    static final String FLOW = "campaign";

    private static final int LONGEST_TITLE = 150;
    private static final int LONGEST_MESSAGE = 5_000;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String number;
    private long accountId;

    @Enumerated(EnumType.STRING)
    private @Nullable CampaignKind kind;

    private @Nullable String title;
    private String message;
    private @Nullable LocalDate startsOn;
    private @Nullable LocalDate endsOn;
    private String[] partnerKinds;
    private String[] relations;
    private String[] scopes;
    private boolean notifiedByMail;
    private @Nullable String idempotencyKey;
    private String fingerprint;
    private String createdBy;
    private Instant createdAt;
    private @Nullable String launchedBy;
    private @Nullable Instant launchedAt;
    private @Nullable Instant activeFrom;
    private @Nullable Instant activeUntil;
    private @Nullable String closedBy;
    private @Nullable Instant closedAt;

    @Enumerated(EnumType.STRING)
    private CampaignStep step;

    @Version
    @Column
    private int version;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Campaign() {}

    Campaign(CampaignNumber number, AccountId account, CampaignRequest request, String by, Instant at) {
        this.number = number.value();
        this.accountId = account.value();
        this.message = "";
        this.step = CampaignStep.PARAMETERS;
        this.idempotencyKey = request.idempotencyKey();
        this.fingerprint = request.fingerprint();
        this.createdBy = by;
        this.createdAt = at;
        this.partnerKinds = new String[0];
        this.relations = new String[0];
        this.scopes = names(Population.NONE.scopes());
    }

    CampaignState state(Instant now) {
        return stateOf(launchedAt, activeFrom, activeUntil, closedAt, now);
    }

    static CampaignState stateOf(
            @Nullable Instant launchedAt,
            @Nullable Instant activeFrom,
            @Nullable Instant activeUntil,
            @Nullable Instant closedAt,
            Instant now) {
        if (launchedAt == null) {
            return closedAt == null ? CampaignState.DRAFT : CampaignState.ABANDONED;
        }
        if (closedAt != null || activeUntil != null && !now.isBefore(activeUntil)) {
            return CampaignState.CLOSED;
        }
        return activeFrom != null && now.isBefore(activeFrom) ? CampaignState.SCHEDULED : CampaignState.ACTIVE;
    }

    /**
     * @return whether the dates of a campaign that is launched are others now
     * @throws CampaignRefused naming each wrong value
     */
    boolean describe(CampaignParameters given, Clock clock) {
        var state = state(clock.instant());
        refuseUnlessOpen(state);
        var today = LocalDate.now(clock);
        var start = startFrom(given, state, today);
        var wrong = new ArrayList<WrongField>();
        wrongTitle(given.title()).ifPresent(wrong::add);
        if (state == CampaignState.ACTIVE && !Objects.equals(start, startsOn)) {
            wrong.add(wrong("startsOn", "begun"));
        } else if (state != CampaignState.ACTIVE && start != null && start.isBefore(today)) {
            wrong.add(wrong("startsOn", "past"));
        }
        if (given.endsOn() != null && given.endsOn().isBefore(start == null ? today : start)) {
            wrong.add(wrong("endsOn", "before-start"));
        } else if (given.endsOn() != null && given.endsOn().isBefore(today)) {
            wrong.add(wrong("endsOn", "past"));
        }
        refuseIf(wrong);
        var rescheduled = state != CampaignState.DRAFT
                && !(Objects.equals(start, startsOn) && Objects.equals(given.endsOn(), endsOn));
        title = given.title().strip();
        startsOn = start;
        endsOn = given.endsOn();
        if (launchedAt != null) {
            activeBetweenDates(launchedAt, clock);
        }
        return rescheduled;
    }

    private @Nullable LocalDate startFrom(CampaignParameters given, CampaignState state, LocalDate today) {
        if (given.startsOn() != null) {
            return given.startsOn();
        }
        return switch (state) {
            case ACTIVE -> startsOn;
            case SCHEDULED -> today;
            default -> null;
        };
    }

    private static Optional<WrongField> wrongTitle(String title) {
        if (title.isBlank()) {
            return Optional.of(wrong("title", "missing"));
        }
        return title.strip().length() > LONGEST_TITLE || title.chars().anyMatch(Character::isISOControl)
                ? Optional.of(wrong("title", "unreadable"))
                : Optional.empty();
    }

    /** The first moment of the first day, or the launch if that is later, up to the first moment after the last day. */
    private void activeBetweenDates(Instant launch, Clock clock) {
        var dawn =
                Objects.requireNonNull(startsOn).atStartOfDay(clock.getZone()).toInstant();
        activeFrom = dawn.isBefore(launch) ? launch : dawn;
        activeUntil = endsOn == null
                ? null
                : endsOn.plusDays(1).atStartOfDay(clock.getZone()).toInstant();
    }

    /** Fixed once it is launched (C-01). What the other kind alone asks is forgotten. */
    void triggerBy(CampaignKind chosen, Instant now) {
        var state = state(now);
        refuseUnlessOpen(state);
        if (state != CampaignState.DRAFT && chosen != kind) {
            throw CampaignRefused.kindFixed();
        }
        kind = chosen;
        if (kind == CampaignKind.DOCUMENT) {
            relations = new String[0];
        }
    }

    /** @param population whose document types are kept by the caller */
    void target(Population population, Instant now) {
        var state = state(now);
        refuseUnlessOpen(state);
        if (state != CampaignState.DRAFT) {
            refuseIf(missingFrom(population));
        }
        partnerKinds = names(population.partnerKinds());
        relations = kind == CampaignKind.RECIPIENT ? names(population.relations()) : new String[0];
        scopes = names(population.scopes());
    }

    private List<WrongField> missingFrom(Population population) {
        return Stream.of(
                        population.partnerKinds().isEmpty() ? "partnerKinds" : null,
                        kind == CampaignKind.RECIPIENT && population.relations().isEmpty() ? "relations" : null,
                        kind == CampaignKind.DOCUMENT
                                        && population.documentTypes().isEmpty()
                                ? "documentTypes"
                                : null,
                        population.scopes().isEmpty() ? "scopes" : null)
                .filter(Objects::nonNull)
                .map(field -> wrong(field, "missing"))
                .toList();
    }

    void say(CampaignContent content, Instant now) {
        refuseUnlessOpen(state(now));
        if (content.message().length() > LONGEST_MESSAGE) {
            refuseIf(List.of(wrong("message", "too-long")));
        }
        message = content.message().strip();
        notifiedByMail = content.notifiedByMail();
    }

    void refuseUnlessOpen(Instant now) {
        refuseUnlessOpen(state(now));
    }

    private void refuseUnlessOpen(CampaignState state) {
        if (state == CampaignState.CLOSED) {
            throw CampaignRefused.closed(number);
        }
        if (state == CampaignState.ABANDONED) {
            throw CampaignRefused.abandoned(number);
        }
    }

    /** What stands in the way of a launch now, step by step. */
    List<WrongField> missing(Population population, int documents, LocalDate today) {
        var missing = new ArrayList<WrongField>();
        if (title == null) {
            missing.add(wrong("title", "missing"));
        }
        if (startsOn != null && startsOn.isBefore(today)) {
            missing.add(wrong("startsOn", "past"));
        }
        if (endsOn != null && endsOn.isBefore(today)) {
            missing.add(wrong("endsOn", "past"));
        }
        if (kind == null) {
            missing.add(wrong("kind", "missing"));
        }
        missing.addAll(missingFrom(population));
        if (documents == 0) {
            missing.add(wrong("documents", "missing"));
        }
        return missing;
    }

    /** @throws CampaignRefused if something is missing, or it is no draft any more */
    void launch(Population population, int documents, String by, Clock clock) {
        refuseUnlessDraft();
        var today = LocalDate.now(clock);
        var missing = missing(population, documents, today);
        if (!missing.isEmpty()) {
            throw CampaignRefused.incomplete(missing);
        }
        if (startsOn == null) {
            startsOn = today;
        }
        var now = clock.instant();
        launchedBy = by;
        launchedAt = now;
        activeBetweenDates(now, clock);
    }

    void abandon(String by, Instant at) {
        refuseUnlessDraft();
        closedBy = by;
        closedAt = at;
    }

    private void refuseUnlessDraft() {
        if (launchedAt != null) {
            throw CampaignRefused.launched(number);
        }
        if (closedAt != null) {
            throw CampaignRefused.abandoned(number);
        }
    }

    /** @param seen the version that somebody was looking at */
    void refuseIfChangedSince(int seen) {
        if (version != seen) {
            throw CampaignRefused.changedMeanwhile(number());
        }
    }

    /** Where the preparation goes on. */
    void goTo(CampaignStep next) {
        step = next;
    }

    void close(String by, Instant at) {
        if (launchedAt == null) {
            throw CampaignRefused.notLaunched(number);
        }
        refuseUnlessOpen(at);
        closedBy = by;
        closedAt = at;
    }

    /**
     * Notes that its end has come.
     *
     * @return false: it was closed by hand
     * @throws CampaignRefused if it goes on
     */
    boolean end(Instant at) {
        if (closedAt != null) {
            return false;
        }
        if (state(at) != CampaignState.CLOSED) {
            throw CampaignRefused.goesOn(number);
        }
        closedAt = at;
        return true;
    }

    boolean isLaunched() {
        return launchedAt != null;
    }

    long id() {
        return Objects.requireNonNull(id, "a campaign that is not stored yet");
    }

    CampaignNumber number() {
        return new CampaignNumber(number);
    }

    AccountId account() {
        return new AccountId(accountId);
    }

    @Nullable
    CampaignKind kind() {
        return kind;
    }

    @Nullable
    String title() {
        return title;
    }

    String message() {
        return message;
    }

    boolean isNotifiedByMail() {
        return notifiedByMail;
    }

    String fingerprint() {
        return fingerprint;
    }

    @Nullable
    LocalDate startsOn() {
        return startsOn;
    }

    @Nullable
    LocalDate endsOn() {
        return endsOn;
    }

    CampaignStep step() {
        return step;
    }

    int version() {
        return version;
    }

    /** Of one that is launched: from when on it reaches partners. */
    Instant activeFrom() {
        return Objects.requireNonNull(activeFrom, "a draft has no period");
    }

    /** The same, until when; null: until closed by hand. */
    @Nullable
    Instant activeUntil() {
        return activeUntil;
    }

    String createdBy() {
        return createdBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    String launchedBy() {
        return launchedBy;
    }

    @Nullable
    Instant launchedAt() {
        return launchedAt;
    }

    @Nullable
    String closedBy() {
        return closedBy;
    }

    @Nullable
    Instant closedAt() {
        return closedAt;
    }

    /** @param documentTypes kept beside the campaign */
    Population population(Set<String> documentTypes) {
        return new Population(
                documentTypes,
                values(partnerKinds, PartnerKind::valueOf),
                values(relations, Relation::valueOf),
                values(scopes, CampaignScope::valueOf));
    }

    private static String[] names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    private static <E> Set<E> values(String[] names, Function<String, E> value) {
        return Stream.of(names).map(value).collect(toSet());
    }

    private static WrongField wrong(String field, String what) {
        return new WrongField(field, "campaign.wrong." + field + "." + what);
    }

    private static void refuseIf(List<WrongField> wrong) {
        if (!wrong.isEmpty()) {
            throw CampaignRefused.wrongValues(wrong);
        }
    }
}

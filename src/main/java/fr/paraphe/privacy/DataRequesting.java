package fr.paraphe.privacy;

import static java.util.stream.Collectors.toMap;

import fr.paraphe.layout.Formats;
import fr.paraphe.partner.Partner;
import fr.paraphe.vault.LegalHolds;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A request from its receipt to its answer. The time to answer is GDPR's (article 12(3)): one month from the receipt,
 * two more where reasons for it are told; a month ends on the same day of the next one, or on its last.
 */
@Service
@Transactional
public class DataRequesting {

    private static final int MONTHS = 1;
    private static final int MONTHS_EXTENDED = 3;
    private static final int ALERTED_DAYS_BEFORE = 7;
    private static final int LONGEST_REASON = 500;
    private static final int PAGE_SIZE = 50;

    private final DataRequests requests;
    private final PrivacyAccess access;
    private final Erasing erasing;
    private final LegalHolds holds;
    private final ApplicationEventPublisher events;
    private final MessageSource texts;
    private final Formats formats;
    private final Clock clock;

    DataRequesting(
            DataRequests requests,
            PrivacyAccess access,
            Erasing erasing,
            LegalHolds holds,
            ApplicationEventPublisher events,
            MessageSource texts,
            Formats formats,
            Clock clock) {
        this.requests = requests;
        this.access = access;
        this.erasing = erasing;
        this.holds = holds;
        this.events = events;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
    }

    /** When its managers are alerted, and from when on it is overdue. */
    public record Deadlines(Instant alert, Instant over) {}

    /** How a request is answered. */
    public enum Answer {
        /** What was known is handed over, or erased but for what must be kept. */
        DONE,
        REFUSED
    }

    /**
     * Notes a request; its process starts.
     *
     * @param account the code of the person's account; null or blank: the one where you work
     * @param partner the business software's own name
     * @param receivedOn null: today
     */
    public RequestNumber receive(
            @Nullable String account, String partner, RequestKind kind, @Nullable LocalDate receivedOn) {
        var person = access.partner(account, partner);
        var today = LocalDate.now(clock);
        var received = receivedOn == null ? today : receivedOn;
        if (received.isAfter(today)) {
            throw PrivacyRefused.receivedInFuture();
        }
        if (kind == RequestKind.ERASURE && erasing.isErased(person.id())) {
            throw PrivacyRefused.erased();
        }
        var by = access.manager().userId();
        var number = requests.add(person, kind, received, received.plusMonths(MONTHS), by)
                .orElseThrow(() -> PrivacyRefused.openAlready(requests.openOf(person.id(), kind)
                        .map(open -> open.number().value())
                        .orElse("")));
        requests.note(number, DataRequestEvent.What.RECEIVED, by);
        events.publishEvent(new RequestReceived(number, access.code(get(number))));
        return number;
    }

    @Transactional(readOnly = true)
    public DataRequest one(RequestNumber number) {
        return access.seen(get(number));
    }

    @Transactional(readOnly = true)
    public List<DataRequestEvent> events(DataRequest request) {
        return requests.events(access.seen(request).number());
    }

    /** @param next the last of these, if there are more */
    public record Page(List<DataRequest> requests, @Nullable RequestNumber next) {}

    /**
     * Those to answer first, by their last day.
     *
     * @param after the page begins behind it; null: the first page
     */
    @Transactional(readOnly = true)
    public Page list(@Nullable RequestState state, @Nullable RequestNumber after) {
        var found = requests.list(access.manager().accounts(), state, after, PAGE_SIZE + 1);
        return found.size() > PAGE_SIZE
                ? new Page(found.subList(0, PAGE_SIZE), found.get(PAGE_SIZE - 1).number())
                : new Page(found, null);
    }

    @Transactional(readOnly = true)
    public List<Erasing.Kept> kept(DataRequest request) {
        return erasing.kept(access.seen(request).partnerId());
    }

    @Transactional(readOnly = true)
    public List<LegalHolds.Hold> holds(DataRequest request) {
        return holds.of(access.seen(request).partnerId());
    }

    /** Keeps everything about the person until it is lifted. */
    public void hold(@Nullable String account, String partner, @Nullable String reason) {
        hold(access.partner(account, partner), reason);
    }

    /** The same, of the person whom this request is about. */
    public void hold(RequestNumber number, @Nullable String reason) {
        hold(access.partner(one(number).partnerId()), reason);
    }

    private void hold(Partner person, @Nullable String reason) {
        if (!holds.set(person.id(), reason(reason), access.manager().userId())) {
            throw PrivacyRefused.onHoldAlready();
        }
    }

    public void lift(@Nullable String account, String partner) {
        lift(access.partner(account, partner));
    }

    public void lift(RequestNumber number) {
        lift(access.partner(one(number).partnerId()));
    }

    private void lift(Partner person) {
        if (!holds.lift(person.id(), access.manager().userId())) {
            throw PrivacyRefused.notOnHold();
        }
    }

    /** For Tasklist, by number: "DP-2026-000123 · Léa Martin · 16/10/2026". */
    @Transactional(readOnly = true)
    public Map<String, String> subjects(Collection<String> numbers, Locale language) {
        return requests.list(numbers).stream()
                .collect(toMap(
                        one -> one.number().value(),
                        one -> one.number() + " · " + one.partnerName() + " · "
                                + texts.getMessage(
                                        "privacy.task.due", new Object[] {formats.date(one.dueOn())}, language)));
    }

    /** For the process: whoever told it was let in already. */
    @Transactional(readOnly = true)
    public Deadlines deadlines(RequestNumber number) {
        var request = get(number);
        return new Deadlines(
                start(request.dueOn().minusDays(ALERTED_DAYS_BEFORE)),
                start(request.dueOn().plusDays(1)));
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }

    public DataRequest alert(RequestNumber number) {
        requests.note(number, DataRequestEvent.What.ALERTED, null);
        return get(number);
    }

    /** Two months more: the person must have been told why, within the first. */
    public void extend(RequestNumber number, @Nullable String because) {
        var request = toAnswer(number);
        if (request.extendedBecause() != null) {
            throw PrivacyRefused.extendedAlready(number.value());
        }
        if (request.overdue()) {
            throw PrivacyRefused.tooLateToExtend(number.value());
        }
        requests.extend(number, request.receivedOn().plusMonths(MONTHS_EXTENDED), reason(because));
        requests.note(number, DataRequestEvent.What.EXTENDED, access.userIfAny());
    }

    /** The person at work answers a request, if it can be answered so. */
    public void answer(RequestNumber number, Answer answer, @Nullable String reason) {
        var request = toAnswer(number);
        if (answer == Answer.REFUSED) {
            reason(reason);
        } else if (request.kind() == RequestKind.ERASURE) {
            erasing.refuseUnlessPossible(request.partnerId());
        }
    }

    public void erase(RequestNumber number) {
        var request = get(number);
        erasing.erase(request);
        requests.note(number, DataRequestEvent.What.ERASED, access.userIfAny());
    }

    public void close(RequestNumber number, Answer answer, @Nullable String reason) {
        var done = answer == Answer.DONE;
        requests.close(
                number,
                done ? RequestState.DONE : RequestState.REFUSED,
                done ? null : reason(reason),
                access.userIfAny());
        requests.note(number, done ? DataRequestEvent.What.DONE : DataRequestEvent.What.REFUSED, access.userIfAny());
    }

    private DataRequest toAnswer(RequestNumber number) {
        var request = requests.findToChange(number)
                .map(access::seen)
                .orElseThrow(() -> PrivacyRefused.unknown(number.value()));
        if (!request.isOpen()) {
            throw PrivacyRefused.closed(number.value());
        }
        return request;
    }

    private static String reason(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
            throw PrivacyRefused.reasonMissing();
        }
        return reason.strip();
    }

    private DataRequest get(RequestNumber number) {
        return requests.find(number).orElseThrow(() -> PrivacyRefused.unknown(number.value()));
    }
}

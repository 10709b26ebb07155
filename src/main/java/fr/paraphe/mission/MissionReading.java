package fr.paraphe.mission;

import fr.paraphe.account.Account;
import fr.paraphe.account.Accounts;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerFilter;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerListing;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Missions for lists and pages, as far as the person at work sees them. */
@Service
@Transactional(readOnly = true)
public class MissionReading {

    private final MissionAccess access;
    private final Missions missions;
    private final MissionCalendar calendar;
    private final Accounts accounts;
    private final PartnerDirectory partners;
    private final PartnerListing listing;
    private final JdbcClient jdbc;
    private final Clock clock;

    MissionReading(
            MissionAccess access,
            Missions missions,
            MissionCalendar calendar,
            Accounts accounts,
            PartnerDirectory partners,
            PartnerListing listing,
            JdbcClient jdbc,
            Clock clock) {
        this.access = access;
        this.missions = missions;
        this.calendar = calendar;
        this.accounts = accounts;
        this.partners = partners;
        this.listing = listing;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One mission of a list. */
    public record Row(
            long id,
            MissionNumber number,
            String account,
            String clientReference,
            String clientName,
            String name,
            LocalDate start,
            LocalDate end,
            MissionStatus status,
            int offerings,
            @Nullable Instant nextCreationAt) {}

    /** @param next where the next page begins; null on the last */
    public record Page(List<Row> rows, @Nullable Long next) {}

    /**
     * The latest first.
     *
     * @param after the last one of the page before; null: the first page
     */
    public Page list(MissionFilter filter, @Nullable Long after, int size) {
        var accounts = access.accountIds(filter.account());
        var clients = listing.selection(new PartnerFilter(accounts, null, filter.text(), null, null));
        var rows = jdbc.sql("""
                        select m.*, a.code, p.reference, p.family_name, p.given_name,
                          (select count(*) from mission_offering l where l.mission_id = m.id) as offerings
                        from mission m
                        join account a on a.id = m.account_id
                        join partner p on p.id = m.client_id
                        where m.account_id = any(:accounts) and m.id < :after
                          and (cast(:client as bigint) is null or m.client_id = :client)
                          and (cast(:status as text) is null or m.status = :status)%s
                        order by m.id desc limit :limit""".formatted(
                                filter.text() == null || filter.text().isBlank()
                                        ? ""
                                        : " and m.client_id in (" + clients.sql() + ")"))
                .params(clients.params())
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("client", filter.client())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .param("limit", size + 1)
                .query((row, number) -> {
                    var mission = Missions.mission(row, number);
                    return new Row(
                            mission.id(),
                            mission.number(),
                            row.getString("code"),
                            row.getString("reference"),
                            name(row.getString("given_name"), row.getString("family_name")),
                            mission.name(),
                            mission.start(),
                            mission.end(),
                            mission.status(),
                            row.getInt("offerings"),
                            ahead(row.getObject("next_creation_at", OffsetDateTime.class)));
                })
                .list();
        return rows.size() <= size
                ? new Page(rows, null)
                : new Page(rows.subList(0, size), rows.get(size - 1).id());
    }

    /** @throws MissionRefused if the person sees no such mission */
    public MissionView byNumber(MissionNumber number, Locale language) {
        var mission = missions.toRead(number);
        var account = accounts.byId(mission.account());
        access.account(account.code());
        return view(mission, missions.lines(mission), account, missions.events(mission), language);
    }

    /**
     * What a mission would create if it were signed now. Nothing is saved.
     *
     * @param account code; null: where the person works
     * @throws MissionRefused naming each field that is wrong
     */
    public List<PlannedOccurrence> preview(@Nullable String account, MissionDraft draft, Locale language) {
        var where = access.account(account);
        draft.refuseWrong();
        var mission = new Mission(
                0,
                new MissionNumber(""),
                where.id(),
                new PartnerId(0),
                Objects.requireNonNull(draft.name()),
                Objects.requireNonNull(draft.start()),
                Objects.requireNonNull(draft.end()),
                MissionStatus.SAVED,
                null);
        return calendar.of(mission, lines(where, draft), language);
    }

    private List<MissionLine> lines(Account account, MissionDraft draft) {
        var lines = new ArrayList<MissionLine>();
        for (var asked : draft.lines()) {
            lines.add(jdbc.sql("select id, title, lead_days from offering where id = ? and account_id = ?")
                    .params(asked.offering(), account.id().value())
                    .query((row, number) -> new MissionLine(
                            new OfferingId(row.getLong("id")),
                            row.getString("title"),
                            Objects.requireNonNull(asked.frequency()),
                            row.getInt("lead_days"),
                            asked.firstDue(),
                            asked.dueDay(),
                            asked.quantity(),
                            1,
                            1))
                    .optional()
                    .orElseThrow(MissionRefused::unknownOffering));
        }
        return lines;
    }

    private MissionView view(
            Mission mission, List<MissionLine> lines, Account account, List<MissionEvent> history, Locale language) {
        var client = partners.byId(mission.client());
        var occurrences = calendar.of(mission, lines, language);
        var next = jdbc.sql("select next_creation_at from mission where id = ?")
                .param(mission.id())
                .query((row, number) -> new Next(ahead(row.getObject(1, OffsetDateTime.class))))
                .single();
        return new MissionView(
                mission.number(),
                account.code(),
                account.name(),
                client.id().value(),
                client.reference(),
                client.name(),
                mission.name(),
                mission.start(),
                mission.end(),
                mission.status(),
                mission.signedOn(),
                next.at(),
                lines.stream().map(line -> line(mission, line)).toList(),
                occurrences,
                occurrences.stream()
                        .filter(one -> one.state() == PlannedOccurrence.State.AT_ONCE)
                        .count(),
                history.size(),
                history);
    }

    private record Next(@Nullable Instant at) {}

    private MissionView.Line line(Mission mission, MissionLine line) {
        return new MissionView.Line(
                line.offering().value(),
                line.title(),
                line.frequency(),
                line.leadDays(),
                line.firstDue(),
                line.dueDay(),
                line.quantity(),
                calendar.nextDue(mission, line),
                line.nextN() - 1);
    }

    public LocalDate today() {
        return LocalDate.now(clock);
    }

    static String name(@Nullable String given, String family) {
        return given == null ? family : given + " " + family;
    }

    /** What is due is being created: that is not next any more. */
    private @Nullable Instant ahead(@Nullable OffsetDateTime creation) {
        var at = instant(creation);
        return at != null && at.isAfter(clock.instant()) ? at : null;
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}

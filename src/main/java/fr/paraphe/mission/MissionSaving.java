package fr.paraphe.mission;

import static java.util.Objects.requireNonNull;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerFilter;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.partner.PartnerListing;
import fr.paraphe.problem.Refusal.WrongField;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * Saves missions, of one client or of all that a filter finds, by whatever door: nothing is created before a signature.
 */
@Service
@Transactional
public class MissionSaving {

    private static final int SUGGESTED = 20;

    private final MissionAccess access;
    private final Missions missions;
    private final MissionCalendar calendar;
    private final PartnerDirectory partners;
    private final PartnerListing listing;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    MissionSaving(
            MissionAccess access,
            Missions missions,
            MissionCalendar calendar,
            PartnerDirectory partners,
            PartnerListing listing,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.access = access;
        this.missions = missions;
        this.calendar = calendar;
        this.partners = partners;
        this.listing = listing;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Saves a mission and starts following it.
     *
     * @param account code; null: where the person works
     * @param client the business software's name of the client
     * @param key what makes the same request, sent again, save none beside it; null: each one saves another
     */
    public MissionNumber save(@Nullable String account, String client, MissionDraft draft, @Nullable String key) {
        var where = access.toChange(account);
        var saved = insert(where, client, draft, draft.request(key), false);
        if (saved.isNew()) {
            events.publishEvent(new MissionSaved(saved.number(), where.code()));
        }
        return saved.number();
    }

    /**
     * The same for a process that was started by itself, with nothing but what was asked for.
     *
     * @return the number that it goes by
     */
    public MissionNumber saveFollowed(@Nullable String account, String client, MissionDraft draft) {
        return insert(access.toChange(account), client, draft, null, true).number();
    }

    /**
     * A process begins to follow a saved mission.
     *
     * @throws MissionRefused if one does already
     */
    public MissionNumber follow(MissionNumber number) {
        var mission = missions.toChange(number);
        var now = jdbc.sql("update mission set followed = true where id = ? and not followed")
                .param(mission.id())
                .update();
        if (now == 0) {
            throw MissionRefused.alreadyFollowed(number);
        }
        return number;
    }

    private PartnerId client(Account account, String reference) {
        var client = partners.byReference(account.id(), reference.strip())
                .filter(found -> found.kind() == PartnerKind.CLIENT)
                .orElseThrow(MissionRefused::notAClient);
        if (client.leftAt() != null) {
            throw MissionRefused.clientLeft();
        }
        return client.id();
    }

    private record Saved(MissionNumber number, boolean isNew) {}

    private Saved insert(
            Account account, String client, MissionDraft draft, @Nullable String request, boolean followed) {
        draft.refuseWrong();
        var partner = client(account, client);
        refuseStrangeOfferings(account.id(), draft);
        return jdbc.sql("""
                        insert into mission
                          (number, account_id, client_id, name, starts_on, ends_on, status, followed, request)
                        values (next_mission_number(:year), :account, :client, :name, :start, :end, 'SAVED', :followed,
                          :request)
                        on conflict (account_id, client_id, request) where request is not null do nothing
                        returning id, number""")
                .param("year", LocalDate.now(clock).getYear())
                .param("account", account.id().value())
                .param("client", partner.value())
                .param("name", requireNonNull(draft.name()).strip())
                .param("start", draft.start())
                .param("end", draft.end())
                .param("followed", followed)
                .param("request", request)
                .query((row, n) -> inserted(row.getLong("id"), new MissionNumber(row.getString("number")), draft))
                .optional()
                .orElseGet(() -> new Saved(savedBefore(account, partner, request), false));
    }

    private Saved inserted(long mission, MissionNumber number, MissionDraft draft) {
        draft.lines().forEach(line -> add(mission, line));
        missions.tell(mission, MissionEvent.What.SAVED, null);
        return new Saved(number, true);
    }

    private MissionNumber savedBefore(Account account, PartnerId client, @Nullable String request) {
        return jdbc.sql("select number from mission where account_id = ? and client_id = ? and request = ?")
                .params(account.id().value(), client.value(), request)
                .query((row, n) -> new MissionNumber(row.getString("number")))
                .single();
    }

    private void add(long mission, MissionDraft.Line line) {
        jdbc.sql("""
                        insert into mission_offering
                          (mission_id, offering_id, frequency, lead_days, first_due, due_day, quantity, first_n, next_n)
                        select :mission, o.id, :frequency, o.lead_days, cast(:firstDue as date), cast(:dueDay as integer),
                          cast(:quantity as integer), present.n, present.n
                        from offering o
                        cross join lateral (
                          select coalesce(max(n), 0) + 1 as n from occurrence
                          where mission_id = :mission and offering_id = o.id) present
                        where o.id = :offering""")
                .param("mission", mission)
                .param("offering", line.offering())
                .param("frequency", requireNonNull(line.frequency()).name())
                .param("firstDue", line.firstDue())
                .param("dueDay", line.dueDay())
                .param("quantity", line.quantity())
                .update();
    }

    /** None of them is removed before the transaction ends. */
    private void refuseStrangeOfferings(AccountId account, MissionDraft draft) {
        var ids = draft.lines().stream()
                .map(line -> requireNonNull(line.offering()))
                .toArray(Long[]::new);
        var known = jdbc.sql("select id from offering where account_id = :account and id = any(:ids) for key share")
                .param("account", account.value())
                .param("ids", ids)
                .query(Long.class)
                .list();
        if (known.size() < ids.length) {
            throw MissionRefused.unknownOffering();
        }
    }

    /**
     * Changes a mission that is not over. Of a signed one, what is still to come follows and what was created stays: an
     * offering whose frequency or first due date is another one goes on from there with the next number. An offering
     * keeps the lead time that it was put in with.
     *
     * @param version of the mission that the person was looking at; null: whatever it is
     * @return whether it is signed, so that its process must plan anew
     * @throws MissionRefused if something happened to it since that version, or if a due date that is new lies before
     *     one that was created
     */
    public boolean change(MissionNumber number, MissionDraft draft, @Nullable Integer version) {
        var mission = missions.toChange(number);
        mission.refuseIfOver();
        if (version != null && version != missions.events(mission).size()) {
            throw MissionRefused.changedMeanwhile(number);
        }
        draft.refuseWrong();
        refuseStrangeOfferings(mission.account(), draft);
        jdbc.sql("update mission set name = ?, starts_on = ?, ends_on = ? where id = ?")
                .params(requireNonNull(draft.name()).strip(), draft.start(), draft.end(), mission.id())
                .update();
        var present = missions.lines(mission);
        present.stream()
                .filter(line -> draft.lines().stream().noneMatch(asked -> isOf(asked, line)))
                .forEach(line -> remove(mission, line));
        for (var i = 0; i < draft.lines().size(); i++) {
            var place = i;
            var asked = draft.lines().get(i);
            present.stream()
                    .filter(line -> isOf(asked, line))
                    .findFirst()
                    .ifPresentOrElse(line -> change(mission, line, asked, place), () -> putIn(mission, asked, place));
        }
        missions.tell(mission, MissionEvent.What.CHANGED);
        return mission.isSigned();
    }

    /** What the mission would create after such a change. Nothing is saved. */
    public List<PlannedOccurrence> preview(MissionNumber number, MissionDraft draft, Locale language) {
        change(number, draft, null);
        var mission = missions.toRead(number);
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return calendar.of(mission, missions.lines(mission), language);
    }

    private static boolean isOf(MissionDraft.Line asked, MissionLine line) {
        return requireNonNull(asked.offering()) == line.offering().value();
    }

    private void remove(Mission mission, MissionLine line) {
        jdbc.sql("delete from mission_offering where mission_id = ? and offering_id = ?")
                .params(mission.id(), line.offering().value())
                .update();
    }

    /** It may have been taken out before: what it created then is not created again. */
    private void putIn(Mission mission, MissionDraft.Line asked, int place) {
        refuseBeforeLastCreated(mission, asked, place);
        add(mission.id(), asked);
    }

    private void change(Mission mission, MissionLine line, MissionDraft.Line asked, int place) {
        var same = line.frequency() == asked.frequency()
                && Objects.equals(line.firstDue(), asked.firstDue())
                && Objects.equals(line.dueDay(), asked.dueDay())
                && Objects.equals(line.quantity(), asked.quantity());
        // More of what never comes back: those that there are count.
        var firstN = same || line.frequency() == Frequency.NEVER && asked.frequency() == Frequency.NEVER
                ? line.firstN()
                : line.nextN();
        if (!same) {
            refuseBeforeLastCreated(mission, asked, place);
        }
        jdbc.sql("""
                        update mission_offering
                        set frequency = :frequency, first_due = :firstDue, due_day = :dueDay, quantity = :quantity,
                          first_n = :firstN
                        where mission_id = :mission and offering_id = :offering""")
                .param("frequency", requireNonNull(asked.frequency()).name())
                .param("firstDue", asked.firstDue())
                .param("dueDay", asked.dueDay())
                .param("quantity", asked.quantity())
                .param("firstN", firstN)
                .param("mission", mission.id())
                .param("offering", line.offering().value())
                .update();
    }

    /** What never comes back has no due date of its own. */
    private void refuseBeforeLastCreated(Mission mission, MissionDraft.Line asked, int place) {
        var created = jdbc.sql("""
                        select exists (select from occurrence
                        where mission_id = ? and offering_id = ? and due_on >= ?)""")
                .params(mission.id(), asked.offering(), asked.firstDue())
                .query(Boolean.class)
                .single();
        if (created) {
            throw MissionRefused.invalid(
                    "mission-invalid",
                    List.of(new WrongField("offerings[" + place + "].firstDue", "mission.wrong.first-due-created")));
        }
    }

    /** Clients that are meant; null does not narrow. */
    public record Clients(
            @Nullable String account, @Nullable String text) {}

    /** How many clients there are to get such a mission. */
    @Transactional(readOnly = true)
    public long count(Clients clients) {
        var found = meant(access.account(clients.account()).id(), clients);
        return jdbc.sql("select count(*) from (" + found.sql() + ") found")
                .params(found.params())
                .query(Long.class)
                .single();
    }

    /** The first of the clients that are meant, by name. */
    @Transactional(readOnly = true)
    public List<PartnerListing.Row> suggested(Clients clients) {
        return listing.page(filter(access.account(clients.account()).id(), clients), null, SUGGESTED)
                .rows();
    }

    /**
     * Saves a mission for each client that the filter finds, in two statements; they are followed in the background.
     *
     * @param sign whether each is signed at once
     * @param key what makes the same request, sent again, save none beside them; null: each one saves others
     * @return how many
     * @throws MissionRefused if there is no such client
     */
    public int saveAll(Clients clients, MissionDraft draft, boolean sign, @Nullable String key) {
        var account = access.toChange(clients.account());
        draft.refuseWrong();
        refuseStrangeOfferings(account.id(), draft);
        var found = meant(account.id(), clients);
        var params = new HashMap<String, @Nullable Object>(found.params());
        params.put("missionYear", LocalDate.now(clock).getYear());
        params.put("missionName", requireNonNull(draft.name()).strip());
        params.put("missionStart", draft.start());
        params.put("missionEnd", draft.end());
        params.put("missionSign", sign);
        params.put("missionRequest", draft.request(key));
        params.put("missionBy", access.userId());
        params.put("missionNow", OffsetDateTime.now(clock));
        var saved = jdbc.sql("""
                        with saved as (
                          insert into mission
                            (number, account_id, client_id, name, starts_on, ends_on, status, followed, sign_at_once,
                            request)
                          select next_mission_number(:missionYear), account_id, id, :missionName,
                            cast(:missionStart as date), cast(:missionEnd as date), 'SAVED', false, :missionSign,
                            cast(:missionRequest as text)
                          from partner where id in (%s)
                          on conflict (account_id, client_id, request) where request is not null do nothing
                          returning id)
                        insert into mission_event (mission_id, what, done_by, done_at)
                        select id, 'SAVED', :missionBy, :missionNow from saved
                        returning mission_id
                        """.formatted(found.sql()))
                .params(params)
                .query(Long.class)
                .list();
        draft.lines().forEach(line -> addToAll(saved, line));
        var all = saved.isEmpty() ? savedBefore(account, draft.request(key)) : saved.size();
        if (all == 0) {
            throw MissionRefused.nobody();
        }
        return all;
    }

    private int savedBefore(Account account, @Nullable String request) {
        return jdbc.sql("select count(*) from mission where account_id = ? and request = ?")
                .params(account.id().value(), request)
                .query(Integer.class)
                .single();
    }

    private void addToAll(List<Long> missions, MissionDraft.Line line) {
        jdbc.sql("""
                        insert into mission_offering (mission_id, offering_id, frequency, lead_days, first_due, due_day, quantity)
                        select m.id, o.id, :frequency, o.lead_days, cast(:firstDue as date), cast(:dueDay as integer),
                          cast(:quantity as integer)
                        from offering o cross join unnest(cast(:missions as bigint[])) m (id)
                        where o.id = :offering""")
                .param("missions", missions.toArray(Long[]::new))
                .param("offering", line.offering())
                .param("frequency", requireNonNull(line.frequency()).name())
                .param("firstDue", line.firstDue())
                .param("dueDay", line.dueDay())
                .param("quantity", line.quantity())
                .update();
    }

    /** Those whose relation with the account goes on. */
    private PartnerListing.Selection meant(AccountId account, Clients clients) {
        var found = listing.selection(filter(account, clients));
        return new PartnerListing.Selection(
                "select id from partner where left_at is null and id in (" + found.sql() + ")", found.params());
    }

    private static PartnerFilter filter(AccountId account, Clients clients) {
        return new PartnerFilter(Set.of(account), PartnerKind.CLIENT, clients.text(), null, null);
    }
}

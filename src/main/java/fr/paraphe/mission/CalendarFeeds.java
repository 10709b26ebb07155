package fr.paraphe.mission;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountOption;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.Options;
import fr.paraphe.vault.Sha256;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The due dates of a person's signed missions, for a calendar program that fetches them by a secret address and cannot
 * log in. A person has one such address; making another one ends the one before.
 */
@Service
@Transactional
public class CalendarFeeds {

    private static final int TOKEN_BYTES = 24;
    private static final int DAYS_BEFORE = 31;
    private static final int DAYS_AHEAD = 190;
    private static final int MOST_EVENTS = 5_000;

    private final SecureRandom random = new SecureRandom();
    private final MissionAccess access;
    private final Missions missions;
    private final MissionCalendar calendar;
    private final Accounts accounts;
    private final Options options;
    private final JdbcClient jdbc;
    private final Clock clock;

    CalendarFeeds(
            MissionAccess access,
            Missions missions,
            MissionCalendar calendar,
            Accounts accounts,
            Options options,
            JdbcClient jdbc,
            Clock clock) {
        this.access = access;
        this.missions = missions;
        this.calendar = calendar;
        this.accounts = accounts;
        this.options = options;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param uid stays the same as long as it is the same occurrence */
    public record Event(String uid, LocalDate day, String title) {}

    /** A new secret for the person at work. */
    public String make() {
        access.worker();
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql("""
                        insert into mission_feed (user_id, token_hash, made_at) values (?, ?, ?)
                        on conflict (user_id) do update
                        set token_hash = excluded.token_hash, made_at = excluded.made_at""")
                .params(access.userId(), hash(token), OffsetDateTime.now(clock))
                .update();
        return token;
    }

    /**
     * What is due about now and in the coming half year, in the accounts where the person works today.
     *
     * @throws MissionRefused if nobody has this secret
     */
    @Transactional(readOnly = true)
    public List<Event> events(String token, Locale language) {
        var user = jdbc.sql("select user_id from mission_feed where token_hash = ?")
                .param(hash(token))
                .query(String.class)
                .optional()
                .orElseThrow(MissionRefused::noSuchFeed);
        var today = LocalDate.now(clock);
        var clients = new LinkedHashMap<Mission, String>();
        jdbc.sql("""
                        select m.*, p.given_name, p.family_name from mission m join partner p on p.id = m.client_id
                        where m.account_id = any(:accounts) and m.status = 'SIGNED'
                        order by m.id limit :limit""")
                .param("accounts", accountsOf(user))
                .param("limit", MOST_EVENTS)
                .query((row, n) -> clients.put(
                        Missions.mission(row, n),
                        MissionReading.name(row.getString("given_name"), row.getString("family_name"))))
                .list();
        return calendar.of(missions.lines(List.copyOf(clients.keySet())), language).entrySet().stream()
                .flatMap(one -> one.getValue().stream()
                        .filter(due -> !due.dueOn().isBefore(today.minusDays(DAYS_BEFORE))
                                && !due.dueOn().isAfter(today.plusDays(DAYS_AHEAD)))
                        .map(due -> event(one.getKey(), clients.get(one.getKey()), due)))
                .limit(MOST_EVENTS)
                .toList();
    }

    private static Event event(Mission mission, @Nullable String client, PlannedOccurrence due) {
        return new Event(
                mission.number() + "-" + due.offering() + "-" + due.n() + "@paraphe",
                due.dueOn(),
                client + " – " + due.title() + " " + due.period());
    }

    private Long[] accountsOf(String user) {
        var holders = options.holders(AccountOption.MISSIONS);
        return accounts.ofStaff(user).stream()
                .map(Account::id)
                .filter(holders::contains)
                .map(id -> id.value())
                .toArray(Long[]::new);
    }

    private static byte[] hash(String token) {
        return Sha256.of(token.getBytes(UTF_8)).digest();
    }
}

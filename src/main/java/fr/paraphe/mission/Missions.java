package fr.paraphe.mission;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The missions, their lines and what happened to them. */
@Repository
class Missions {

    private final MissionAccess access;
    private final JdbcClient jdbc;
    private final Clock clock;

    Missions(MissionAccess access, JdbcClient jdbc, Clock clock) {
        this.access = access;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws MissionRefused if the person at work sees no such mission */
    Mission toRead(MissionNumber number) {
        return find(number, "")
                .filter(mission -> access.sees(mission.account()))
                .orElseThrow(() -> MissionRefused.unknown(number.value()));
    }

    /**
     * Held until the transaction ends: whoever signs, changes or stops it, or creates what is due, does so alone.
     *
     * @throws MissionRefused if the person at work, if any, sees no such mission or may not change it
     */
    Mission toChange(MissionNumber number) {
        return find(number, "for update")
                .filter(mission -> access.mayChange(mission.account()))
                .orElseThrow(() -> MissionRefused.unknown(number.value()));
    }

    private Optional<Mission> find(MissionNumber number, String lock) {
        return jdbc.sql("select * from mission where number = ? " + lock)
                .param(number.value())
                .query(Missions::mission)
                .optional();
    }

    /** By title. */
    List<MissionLine> lines(Mission mission) {
        return requireNonNull(lines(List.of(mission)).get(mission));
    }

    private record Of(long mission, MissionLine line) {}

    /** Each mission's, in the order of the missions. */
    Map<Mission, List<MissionLine>> lines(List<Mission> missions) {
        var lines = jdbc
                .sql("""
                        select l.*, o.title from mission_offering l join offering o on o.id = l.offering_id
                        where l.mission_id = any(:missions) order by o.title, o.id""")
                .param("missions", missions.stream().map(Mission::id).toArray(Long[]::new))
                .query((row, n) -> new Of(row.getLong("mission_id"), line(row, n)))
                .list()
                .stream()
                .collect(groupingBy(Of::mission, mapping(Of::line, toList())));
        var all = new LinkedHashMap<Mission, List<MissionLine>>();
        missions.forEach(mission -> all.put(mission, lines.getOrDefault(mission.id(), List.of())));
        return all;
    }

    void write(Mission mission, MissionStatus status) {
        jdbc.sql("update mission set status = ?, next_creation_at = null where id = ?")
                .params(status.name(), mission.id())
                .update();
    }

    void tell(Mission mission, MissionEvent.What what) {
        tell(mission.id(), what, null);
    }

    void tell(long mission, MissionEvent.What what, @Nullable Integer amount) {
        jdbc.sql("insert into mission_event (mission_id, what, amount, done_by, done_at) values (?, ?, ?, ?, ?)")
                .params(mission, what.name(), amount, access.userIfAny(), OffsetDateTime.now(clock))
                .update();
    }

    /** The latest first. */
    List<MissionEvent> events(Mission mission) {
        return jdbc.sql("select * from mission_event where mission_id = ? order by id desc")
                .param(mission.id())
                .query((row, number) -> new MissionEvent(
                        MissionEvent.What.valueOf(row.getString("what")),
                        row.getObject("amount", Long.class),
                        row.getString("done_by"),
                        row.getObject("done_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    static Mission mission(ResultSet row, int number) throws SQLException {
        return new Mission(
                row.getLong("id"),
                new MissionNumber(row.getString("number")),
                new AccountId(row.getLong("account_id")),
                new PartnerId(row.getLong("client_id")),
                row.getString("name"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                MissionStatus.valueOf(row.getString("status")),
                row.getObject("signed_on", LocalDate.class));
    }

    private static MissionLine line(ResultSet row, int number) throws SQLException {
        return new MissionLine(
                new OfferingId(row.getLong("offering_id")),
                row.getString("title"),
                Frequency.valueOf(row.getString("frequency")),
                row.getInt("lead_days"),
                row.getObject("first_due", LocalDate.class),
                row.getObject("due_day", Integer.class),
                row.getObject("quantity", Integer.class),
                row.getInt("first_n"),
                row.getInt("next_n"));
    }
}

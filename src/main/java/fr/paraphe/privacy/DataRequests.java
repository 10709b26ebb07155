package fr.paraphe.privacy;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.Partner;
import fr.paraphe.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The requests as they are stored, and what happened to each. */
@Repository
class DataRequests {

    private static final String SELECT = """
            select request.*, account.name as account_name, partner.reference,
              trim(concat(partner.given_name, ' ', partner.family_name)) as partner_name
            from personal_data_request request
            join account on account.id = request.account_id
            join partner on partner.id = request.partner_id
            """;

    private static final String PLACE =
            "request.state <> 'OPEN', case when request.state = 'OPEN' then request.due_on else 'infinity' end, -request.id";

    private final JdbcClient jdbc;
    private final Clock clock;

    DataRequests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Empty if one of this kind is open already. */
    Optional<RequestNumber> add(Partner partner, RequestKind kind, LocalDate receivedOn, LocalDate dueOn, String by) {
        return jdbc.sql("""
                        insert into personal_data_request
                          (number, account_id, partner_id, kind, received_on, due_on, opened_by, opened_at, state)
                        values (next_personal_data_request_number(:year), :account, :partner, :kind, :receivedOn, :dueOn,
                          :by, :now, 'OPEN')
                        on conflict (partner_id, kind) where state = 'OPEN' do nothing
                        returning number""")
                .param("year", LocalDate.now(clock).getYear())
                .param("account", partner.account().value())
                .param("partner", partner.id().value())
                .param("kind", kind.name())
                .param("receivedOn", receivedOn)
                .param("dueOn", dueOn)
                .param("by", by)
                .param("now", OffsetDateTime.now(clock))
                .query(String.class)
                .optional()
                .map(RequestNumber::new);
    }

    Optional<DataRequest> find(RequestNumber number) {
        return find("where request.number = ?", number.value());
    }

    /** The same; nobody else changes it until the transaction ends. */
    Optional<DataRequest> findToChange(RequestNumber number) {
        return find("where request.number = ? for update of request", number.value());
    }

    Optional<DataRequest> openOf(PartnerId partner, RequestKind kind) {
        return find("where partner_id = ? and request.kind = ? and state = 'OPEN'", partner.value(), kind.name());
    }

    private Optional<DataRequest> find(String where, Object... params) {
        return jdbc.sql(SELECT + where).params(params).query(this::request).optional();
    }

    /** Those to answer first, the latest day the soonest; then the others, the latest first. */
    List<DataRequest> list(
            Collection<AccountId> accounts, @Nullable RequestState state, @Nullable RequestNumber after, int atMost) {
        return jdbc.sql(SELECT + """
                        where request.account_id = any(:accounts) and (cast(:state as text) is null or state = :state)
                          and (cast(:after as text) is null
                            or (%s) > (select %1$s from personal_data_request request where number = :after))
                        order by %1$s
                        limit :atMost""".formatted(PLACE))
                .param("accounts", accounts.stream().map(AccountId::value).toArray(Long[]::new))
                .param("state", state == null ? null : state.name())
                .param("after", after == null ? null : after.value())
                .param("atMost", atMost)
                .query(this::request)
                .list();
    }

    List<DataRequest> list(Collection<String> numbers) {
        return jdbc.sql(SELECT + "where request.number = any(?)")
                .param(numbers.toArray(String[]::new))
                .query(this::request)
                .list();
    }

    void extend(RequestNumber number, LocalDate dueOn, String because) {
        jdbc.sql("update personal_data_request set due_on = ?, extended_because = ? where number = ?")
                .params(dueOn, because, number.value())
                .update();
    }

    void close(RequestNumber number, RequestState state, @Nullable String reason, @Nullable String by) {
        jdbc.sql("""
                        update personal_data_request set state = ?, reason = ?, closed_by = ?, closed_at = ?
                        where number = ?""")
                .params(state.name(), reason, by, OffsetDateTime.now(clock), number.value())
                .update();
    }

    /** @param by null: Paraphe itself */
    void note(RequestNumber number, DataRequestEvent.What what, @Nullable String by) {
        jdbc.sql("""
                        insert into personal_data_event (request_id, what, done_by, done_at)
                        select id, ?, ?, ? from personal_data_request where number = ?""")
                .params(what.name(), by, OffsetDateTime.now(clock), number.value())
                .update();
    }

    List<DataRequestEvent> events(RequestNumber number) {
        return jdbc.sql("""
                        select what, done_by, done_at from personal_data_event
                        where request_id = (select id from personal_data_request where number = ?) order by id""")
                .param(number.value())
                .query((row, n) -> new DataRequestEvent(
                        DataRequestEvent.What.valueOf(row.getString("what")),
                        row.getString("done_by"),
                        row.getObject("done_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private DataRequest request(ResultSet row, int number) throws SQLException {
        var state = RequestState.valueOf(row.getString("state"));
        var dueOn = row.getObject("due_on", LocalDate.class);
        return new DataRequest(
                new RequestNumber(row.getString("number")),
                new AccountId(row.getLong("account_id")),
                row.getString("account_name"),
                new PartnerId(row.getLong("partner_id")),
                row.getString("reference"),
                row.getString("partner_name"),
                RequestKind.valueOf(row.getString("kind")),
                row.getObject("received_on", LocalDate.class),
                dueOn,
                row.getString("extended_because"),
                state == RequestState.OPEN && dueOn.isBefore(LocalDate.now(clock)),
                row.getString("opened_by"),
                state,
                row.getString("reason"),
                row.getString("closed_by"),
                instant(row));
    }

    private static @Nullable Instant instant(ResultSet row) throws SQLException {
        var at = row.getObject("closed_at", OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}

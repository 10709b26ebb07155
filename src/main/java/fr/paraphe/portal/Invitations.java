package fr.paraphe.portal;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The invitations, read for lists and settled once. */
@Repository
public class Invitations {

    private static final String SELECT = """
            select i.*, p.reference, p.family_name, p.given_name, mails.count as mails, mails.last as last_mail_at
            from portal_invitation i
            join partner p on p.id = i.partner_id
            left join lateral (
              select count(*), max(queued_at) as last from portal_code_mail where invitation_id = i.id) mails on true
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Invitations(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** @param next where the next page begins; null on the last */
    public record Page(List<Invitation> rows, @Nullable Long next) {}

    /** How many invitations wait or are about to leave, and how many partners have a space. */
    public record Counts(long waiting, long opened, long starting) {}

    /**
     * The latest first.
     *
     * @param state null: all
     * @param after the last one of the page before; null: the first page
     */
    public Page list(Collection<AccountId> accounts, @Nullable InvitationState state, @Nullable Long after, int size) {
        var rows = jdbc.sql(SELECT + """
                        where i.account_id = any(:accounts) and i.id < :after
                          and (cast(:state as text) is null or i.state = :state)
                        order by i.id desc limit :limit""")
                .param("accounts", ids(accounts))
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("state", state == null ? null : state.name())
                .param("limit", size + 1)
                .query(Invitations::invitation)
                .list();
        return rows.size() <= size
                ? new Page(rows, null)
                : new Page(rows.subList(0, size), rows.get(size - 1).id());
    }

    public Counts counts(Collection<AccountId> accounts) {
        return jdbc.sql("""
                        select count(*) filter (where state = 'WAITING') as waiting,
                          (select count(*) from portal_membership m join partner p on p.id = m.partner_id
                            where p.account_id = any(:accounts)) as opened,
                          count(*) filter (where not started) as starting
                        from portal_invitation where account_id = any(:accounts)""")
                .param("accounts", ids(accounts))
                .query((row, number) ->
                        new Counts(row.getLong("waiting"), row.getLong("opened"), row.getLong("starting")))
                .single();
    }

    /** The latest invitation of a partner. */
    public Optional<Invitation> latestOf(PartnerId partner) {
        return jdbc.sql(SELECT + "where i.partner_id = ? order by i.id desc limit 1")
                .param(partner.value())
                .query(Invitations::invitation)
                .optional();
    }

    Optional<Invitation> waitingOf(PartnerId partner) {
        return jdbc.sql(SELECT + "where i.partner_id = ? and i.state = 'WAITING' for update of i")
                .param(partner.value())
                .query(Invitations::invitation)
                .optional();
    }

    /** Held until the end of the transaction. */
    Invitation byId(long id) {
        return jdbc.sql(SELECT + "where i.id = ? for update of i")
                .param(id)
                .query(Invitations::invitation)
                .single();
    }

    Optional<Invitation> ofCodeMail(long codeMail) {
        return jdbc.sql(SELECT
                        + "where i.id = (select invitation_id from portal_code_mail where id = ?) for update of i")
                .param(codeMail)
                .query(Invitations::invitation)
                .optional();
    }

    /** Brings a waiting invitation to its end; one that is there already stays as it is. */
    void settle(Invitation invitation, InvitationState how) {
        if (write(invitation.number(), how, "state = 'WAITING'")) {
            events.publishEvent(new InvitationSettled(invitation.number(), how));
        }
    }

    /** The partner is in, however late. */
    void opened(Invitation invitation) {
        if (write(invitation.number(), InvitationState.OPENED, "state <> 'OPENED'")) {
            events.publishEvent(new InvitationSettled(invitation.number(), InvitationState.OPENED));
        }
    }

    /** No reminder is left. */
    void giveUp(InvitationNumber number) {
        write(number, InvitationState.UNANSWERED, "state = 'WAITING'");
    }

    private boolean write(InvitationNumber number, InvitationState state, String condition) {
        return jdbc.sql("update portal_invitation set state = ?, settled_at = ? where number = ? and " + condition)
                        .params(state.name(), OffsetDateTime.now(clock), number.value())
                        .update()
                == 1;
    }

    static Long[] ids(Collection<AccountId> accounts) {
        return accounts.stream().map(AccountId::value).toArray(Long[]::new);
    }

    private static Invitation invitation(ResultSet row, int number) throws SQLException {
        var given = row.getString("given_name");
        var family = row.getString("family_name");
        return new Invitation(
                row.getLong("id"),
                new InvitationNumber(row.getString("number")),
                new AccountId(row.getLong("account_id")),
                new PartnerId(row.getLong("partner_id")),
                row.getString("reference"),
                given == null ? family : given + " " + family,
                InvitationState.valueOf(row.getString("state")),
                row.getString("invited_by"),
                row.getObject("invited_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("settled_at", OffsetDateTime.class)),
                row.getInt("mails"),
                instant(row.getObject("last_mail_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}

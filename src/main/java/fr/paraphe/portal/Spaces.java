package fr.paraphe.portal;

import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnersLoggedIn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The spaces and whose they are. */
@Repository
public class Spaces {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Spaces(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    public Optional<Space> byId(SpaceId id) {
        return jdbc.sql("select * from portal_space where id = ?")
                .param(id.value())
                .query(Spaces::space)
                .optional();
    }

    /** @param mail as typed */
    Optional<Space> byMail(String mail) {
        return jdbc.sql("select * from portal_space where mail = ?")
                .param(Space.login(mail))
                .query(Spaces::space)
                .optional();
    }

    /** The partners of this space, whatever their account. */
    public List<PartnerId> partnersOf(SpaceId space) {
        return jdbc
                .sql("select partner_id from portal_membership where space_id = ? order by joined_at, partner_id")
                .param(space.value())
                .query(Long.class)
                .list()
                .stream()
                .map(PartnerId::new)
                .toList();
    }

    boolean hasSpace(PartnerId partner) {
        return jdbc.sql("select exists (select from portal_membership where partner_id = ?)")
                .param(partner.value())
                .query(Boolean.class)
                .single();
    }

    /** The space of this address, opened if there is none. */
    Space open(String mail, String language) {
        jdbc.sql("""
                        insert into portal_space (mail, must_change_password, language, opened_at) values (?, true, ?, ?)
                        on conflict (mail) do nothing""")
                .params(Space.login(mail), language, OffsetDateTime.now(clock))
                .update();
        return byMail(mail).orElseThrow();
    }

    /** A partner has one space; joining a second one is refused by the database. */
    void join(SpaceId space, PartnerId partner) {
        jdbc.sql("insert into portal_membership (partner_id, space_id, joined_at) values (?, ?, ?)")
                .params(partner.value(), space.value(), OffsetDateTime.now(clock))
                .update();
    }

    /** Hashed; null until the person chose one, and for a space that does not exist. */
    @Nullable
    String passwordOf(SpaceId space) {
        return jdbc.sql("select password from portal_space where id = ?")
                .param(space.value())
                .query((row, number) -> Optional.ofNullable(row.getString("password")))
                .optional()
                .flatMap(password -> password)
                .orElse(null);
    }

    /** @param hash of a password that the person chose: every session ends */
    void choosePassword(SpaceId space, String hash) {
        jdbc.sql("""
                        update portal_space
                        set password = ?, must_change_password = false, session_epoch = session_epoch + 1
                        where id = ?""").params(hash, space.value()).update();
    }

    /** The same password, hashed by a better method. */
    void rehash(SpaceId space, String hash) {
        jdbc.sql("update portal_space set password = ? where id = ?")
                .params(hash, space.value())
                .update();
    }

    void endSessions(SpaceId space) {
        jdbc.sql("update portal_space set session_epoch = session_epoch + 1 where id = ?")
                .param(space.value())
                .update();
    }

    /** What its partners' coming brings about is done before they are in. */
    @Transactional
    void loggedIn(SpaceId space) {
        jdbc.sql("update portal_space set last_login_at = ? where id = ?")
                .params(OffsetDateTime.now(clock), space.value())
                .update();
        events.publishEvent(new PartnersLoggedIn(partnersOf(space)));
    }

    void speak(SpaceId space, String language) {
        jdbc.sql("update portal_space set language = ? where id = ?")
                .params(language, space.value())
                .update();
    }

    private static Space space(ResultSet row, int number) throws SQLException {
        return new Space(
                new SpaceId(row.getLong("id")),
                row.getString("mail"),
                row.getString("language"),
                row.getBoolean("must_change_password"),
                row.getInt("session_epoch"));
    }
}

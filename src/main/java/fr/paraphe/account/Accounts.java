package fr.paraphe.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The accounts, read as they are stored; who may see them is {@link StaffScope}'s matter. */
@Repository
public class Accounts {

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Account> byCode(String code) {
        return jdbc.sql("select * from account where code = ?")
                .param(code)
                .query(Accounts::account)
                .optional();
    }

    /** The account of an id that is known to exist. */
    public Account byId(AccountId id) {
        return jdbc.sql("select * from account where id = ?")
                .param(id.value())
                .query(Accounts::account)
                .single();
    }

    /** In alphabetical order of their names. */
    public List<Account> all() {
        return jdbc.sql("select * from account order by name, id")
                .query(Accounts::account)
                .list();
    }

    /** In alphabetical order of their names; ids that do not exist are left out. */
    public List<Account> all(Collection<AccountId> ids) {
        return jdbc.sql("select * from account where id = any(:ids) order by name, id")
                .param("ids", ids.stream().map(AccountId::value).toArray(Long[]::new))
                .query(Accounts::account)
                .list();
    }

    /** In alphabetical order of their names. */
    public List<Account> attachedTo(AccountId parent) {
        return jdbc.sql("select * from account where parent_id = ? order by name, id")
                .param(parent.value())
                .query(Accounts::account)
                .list();
    }

    /** Where this person works, then the attached accounts that the person sees; empty for a stranger. */
    public List<Account> ofStaff(String userId) {
        return jdbc.sql("""
                        select account.*
                        from staff
                        join account on account.id = staff.account_id
                             or (staff.sees_attached and account.parent_id = staff.account_id)
                        where staff.user_id = ?
                        order by account.id <> staff.account_id, account.name
                        """).param(userId).query(Accounts::account).list();
    }

    /** In alphabetical order. */
    public List<Location> locationsOf(AccountId account) {
        return jdbc.sql("select id, name from location where account_id = ? order by name")
                .param(account.value())
                .query(Location.class)
                .list();
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                new AccountId(row.getLong("id")),
                row.getString("code"),
                row.getString("name"),
                accountId(row.getObject("parent_id", Long.class)),
                row.getString("holiday_calendar"));
    }

    private static @Nullable AccountId accountId(@Nullable Long id) {
        return id == null ? null : new AccountId(id);
    }
}

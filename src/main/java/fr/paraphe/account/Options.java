package fr.paraphe.account;

import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The options of accounts: off for every new one, switched by support alone, each switch remembered. */
@Service
public class Options {

    private final JdbcClient jdbc;
    private final Clock clock;

    Options(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public boolean isOn(AccountId account, AccountOption option) {
        return jdbc.sql("select is_on from account_option where account_id = ? and option = ?")
                .params(account.value(), option.name())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** The accounts that have this option on. */
    public Set<AccountId> holders(AccountOption option) {
        return jdbc
                .sql("select account_id from account_option where option = ? and is_on")
                .param(option.name())
                .query(Long.class)
                .list()
                .stream()
                .map(AccountId::new)
                .collect(toSet());
    }

    /**
     * Switching an option to what it already is changes nothing and leaves no trace.
     *
     * @throws AccountRefused for anybody but support
     */
    @Transactional
    public void switchOption(AccountId account, AccountOption option, boolean on, StaffScope by) {
        if (!by.has(StaffRole.SUPPORT)) {
            throw AccountRefused.supportAlone();
        }
        var changed = jdbc.sql("""
                        insert into account_option as current (account_id, option, is_on)
                        select :account, :option, :on
                        where :on or exists (select from account_option where account_id = :account and option = :option)
                        on conflict (account_id, option) do update set is_on = excluded.is_on
                        where current.is_on <> excluded.is_on
                        """)
                .param("account", account.value())
                .param("option", option.name())
                .param("on", on)
                .update();
        if (changed > 0) {
            jdbc.sql("""
                            insert into account_option_audit (account_id, option, switched_on, switched_by, switched_at)
                            values (?, ?, ?, ?, ?)
                            """)
                    .params(account.value(), option.name(), on, by.userId(), now())
                    .update();
        }
    }

    /** Every switch of this option, the latest first. */
    public List<Switch> switches(AccountId account, AccountOption option) {
        return jdbc.sql("""
                        select switched_on as "on", switched_by as "by", switched_at as "at"
                        from account_option_audit
                        where account_id = ? and option = ?
                        order by id desc
                        """)
                .params(account.value(), option.name())
                .query((row, number) -> new Switch(
                        row.getBoolean("on"),
                        row.getString("by"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Who switched an option, when, and to what. */
    public record Switch(boolean on, String by, Instant at) {}
}

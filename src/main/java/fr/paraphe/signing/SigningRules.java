package fr.paraphe.signing;

import fr.paraphe.account.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The accounts' rules about signing in the portal. */
@Repository
public class SigningRules {

    private final JdbcClient jdbc;
    private final Clock clock;

    SigningRules(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public SigningRule of(AccountId account) {
        return jdbc.sql("select asks_code, signatory_signs from signing_rule where account_id = ?")
                .param(account.value())
                .query(SigningRule.class)
                .optional()
                .orElse(SigningRule.USUAL);
    }

    /** Counts for signatures from now on. Choosing what already is changes nothing and leaves no trace. */
    @Transactional
    public void choose(AccountId account, SigningRule rule, String by) {
        jdbc.sql("select 1 from account where id = ? for no key update")
                .param(account.value())
                .query(Integer.class)
                .single();
        if (of(account).equals(rule)) {
            return;
        }
        jdbc.sql("""
                        with chosen as (
                          insert into signing_rule (account_id, asks_code, signatory_signs)
                          values (:account, :code, :signatory)
                          on conflict (account_id) do update
                          set asks_code = excluded.asks_code, signatory_signs = excluded.signatory_signs
                        )
                        insert into signing_rule_change (account_id, asks_code, signatory_signs, changed_by, changed_at)
                        values (:account, :code, :signatory, :by, :at)
                        """)
                .param("account", account.value())
                .param("code", rule.asksCode())
                .param("signatory", rule.signatorySigns())
                .param("by", by)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What the rule became, by whom and when. */
    public record Change(SigningRule rule, String by, Instant at) {}

    /** Every change of the account's rule, the latest first. */
    public List<Change> changes(AccountId account) {
        return jdbc.sql("select * from signing_rule_change where account_id = ? order by id desc")
                .param(account.value())
                .query((row, number) -> new Change(
                        new SigningRule(row.getBoolean("asks_code"), row.getBoolean("signatory_signs")),
                        row.getString("changed_by"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}

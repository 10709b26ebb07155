package fr.paraphe.contract;

import fr.paraphe.account.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The accounts' rules about signing in the portal. */
@Repository
public class SigningRules {

    private final JdbcClient jdbc;

    SigningRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public SigningRule of(AccountId account) {
        return jdbc.sql("select asks_code, signatory_signs from signing_rule where account_id = ?")
                .param(account.value())
                .query(SigningRule.class)
                .optional()
                .orElse(SigningRule.USUAL);
    }

    /** Counts for signatures from now on. */
    public void choose(AccountId account, SigningRule rule) {
        jdbc.sql("""
                        insert into signing_rule (account_id, asks_code, signatory_signs)
                        values (:account, :code, :signatory)
                        on conflict (account_id) do update
                        set asks_code = excluded.asks_code, signatory_signs = excluded.signatory_signs
                        """)
                .param("account", account.value())
                .param("code", rule.asksCode())
                .param("signatory", rule.signatorySigns())
                .update();
    }
}

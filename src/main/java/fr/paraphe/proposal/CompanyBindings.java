package fr.paraphe.proposal;

import fr.paraphe.account.AccountId;
import fr.paraphe.account.AccountRefused;
import fr.paraphe.account.StaffRole;
import fr.paraphe.account.StaffScope;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which company name each mail address stands for: one, in all accounts, from the first sending on. Only support sees
 * them all, and corrects them.
 */
@Service
@Transactional
public class CompanyBindings {

    private final JdbcClient jdbc;
    private final Clock clock;

    CompanyBindings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How addresses are compared: not by case, and without the spaces around them. */
    static String key(String mail) {
        return mail.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Binds an address that nobody bound before. Of two who do so at once, the first one's name is bound, and the
     * second is answered by it.
     *
     * @return why the address cannot stand for this name; null: it does
     */
    @Nullable
    CompanyRefusal bind(AccountId account, String mail, CompanyName company) {
        // An insert that meets another one waits for it, then touches its row in order to read it.
        var bound = jdbc.sql("""
                        insert into company_binding as known (mail, company, bound_by, bound_at)
                        values (:mail, :company, :account, :now)
                        on conflict (mail) do update set mail = known.mail
                        returning company
                        """)
                .param("mail", key(mail))
                .param("company", company.value())
                .param("account", account.value())
                .param("now", OffsetDateTime.now(clock))
                .query((row, number) -> new CompanyName(row.getString("company")))
                .single();
        if (bound.equals(company)) {
            return null;
        }
        return bound.looksLike(company) ? CompanyRefusal.SPELLING : CompanyRefusal.ANOTHER_COMPANY;
    }

    /** The name that the account itself has sent a contract to this address under; another account's is not told. */
    Optional<String> ownName(AccountId account, String mail) {
        return jdbc.sql("""
                        select company from company_binding
                        where mail = :mail and exists (
                          select from proposal
                          where account_id = :account and sent_at is not null and lower(mail) = :mail
                            and proposal.company = company_binding.company)
                        """)
                .param("mail", key(mail))
                .param("account", account.value())
                .query(String.class)
                .optional();
    }

    /** A binding, for support's eyes. */
    public record Binding(String mail, String company, String boundBy, Instant boundAt, List<Correction> corrections) {}

    public record Correction(String oldCompany, String newCompany, String by, Instant at) {}

    /** @throws AccountRefused for anybody but support */
    @Transactional(readOnly = true)
    public Optional<Binding> find(String mail, StaffScope by) {
        supportAlone(by);
        return jdbc.sql("""
                        select binding.*, account.name as account from company_binding binding
                        join account on account.id = binding.bound_by where mail = ?
                        """)
                .param(key(mail))
                .query((row, number) -> new Binding(
                        row.getString("mail"),
                        row.getString("company"),
                        row.getString("account"),
                        row.getObject("bound_at", OffsetDateTime.class).toInstant(),
                        corrections(row.getString("mail"))))
                .optional();
    }

    /**
     * Corrects a name; what was sent under the old one stays as it was sent.
     *
     * @throws AccountRefused for anybody but support
     * @throws ProposalRefused if this address is bound to nothing, or that is no name of a company
     */
    public Binding correct(String mail, String company, StaffScope by) {
        var known = find(mail, by).orElseThrow(ProposalRefused::bindingUnknown);
        var name = CompanyName.of(company).orElseThrow(ProposalRefused::companyInvalid);
        if (!name.value().equals(known.company())) {
            jdbc.sql("update company_binding set company = ? where mail = ?")
                    .params(name.value(), known.mail())
                    .update();
            jdbc.sql("""
                            insert into company_correction (mail, old_company, new_company, corrected_by, corrected_at)
                            values (?, ?, ?, ?, ?)
                            """)
                    .params(known.mail(), known.company(), name.value(), by.userId(), OffsetDateTime.now(clock))
                    .update();
        }
        return find(mail, by).orElseThrow();
    }

    private List<Correction> corrections(String mail) {
        return jdbc.sql("select * from company_correction where mail = ? order by id desc")
                .param(mail)
                .query((row, number) -> new Correction(
                        row.getString("old_company"),
                        row.getString("new_company"),
                        row.getString("corrected_by"),
                        row.getObject("corrected_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static void supportAlone(StaffScope by) {
        if (!by.has(StaffRole.SUPPORT)) {
            throw AccountRefused.supportAlone();
        }
    }
}

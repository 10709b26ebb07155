package fr.paraphe.proposal;

import fr.paraphe.account.AccountId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where clients came from: the contracts sent in a month, by declared source (S-07). */
@Service
public class LeadReport {

    private final JdbcClient jdbc;
    private final Clock clock;

    LeadReport(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param sent how many contracts were sent in the month
     * @param signed how many of these are signed by now
     */
    public record Line(String account, LeadSource source, long sent, long signed) {}

    /** A line for each account and source, those with nothing included; months are Paris's. */
    @Transactional(readOnly = true)
    public List<Line> of(YearMonth month, Collection<AccountId> accounts) {
        return jdbc.sql("""
                        select account.name as account, source, count(proposal.id) as sent,
                          count(proposal.id) filter (where status = 'SIGNED') as signed
                        from account cross join unnest(array['BUREAUX_A_PARTAGER', 'OTHER']) source
                        left join proposal on proposal.account_id = account.id and lead_source = source
                          and sent_at >= :from and sent_at < :to
                        where account.id = any(:accounts)
                        group by account.id, account.name, source
                        order by account.name, account.id, source
                        """)
                .param("from", start(month))
                .param("to", start(month.plusMonths(1)))
                .param("accounts", ProposalReading.ids(accounts))
                .query(Line.class)
                .list();
    }

    public YearMonth presentMonth() {
        return YearMonth.now(clock);
    }

    private OffsetDateTime start(YearMonth month) {
        return month.atDay(1).atStartOfDay(clock.getZone()).toOffsetDateTime();
    }
}

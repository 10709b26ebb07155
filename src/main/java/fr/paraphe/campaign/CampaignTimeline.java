package fr.paraphe.campaign;

import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffScope;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to a campaign, who did it, and when. */
@Repository
class CampaignTimeline {

    private final JdbcClient jdbc;
    private final CurrentStaff staff;
    private final Clock clock;

    CampaignTimeline(JdbcClient jdbc, CurrentStaff staff, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.clock = clock;
    }

    void add(Campaign campaign, CampaignEvent.What what) {
        add(campaign, what, null);
    }

    void add(Campaign campaign, CampaignEvent.What what, @Nullable Long amount) {
        jdbc.sql("insert into campaign_event (campaign_id, what, amount, done_by, done_at) values (?, ?, ?, ?, ?)")
                .params(
                        campaign.id(),
                        what.name(),
                        amount,
                        staff.scopeIfAny().map(StaffScope::userId).orElse(null),
                        OffsetDateTime.now(clock))
                .update();
    }

    List<CampaignEvent> of(Campaign campaign) {
        return jdbc.sql("select * from campaign_event where campaign_id = ? order by id")
                .param(campaign.id())
                .query((row, number) -> new CampaignEvent(
                        CampaignEvent.What.valueOf(row.getString("what")),
                        row.getObject("amount", Long.class),
                        row.getString("done_by"),
                        row.getObject("done_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}

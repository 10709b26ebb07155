package fr.paraphe.proposal;

import fr.paraphe.message.PersonalPart;
import fr.paraphe.message.PersonalTexts;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a mail to staff says about its one contract. */
@Component
class StaffNotices implements PersonalTexts {

    static final String FLOW = "proposal-staff";

    private final JdbcClient jdbc;
    private final String console;

    StaffNotices(JdbcClient jdbc, @Value("${paraphe.public-url}") String publicUrl) {
        this.jdbc = jdbc;
        this.console = publicUrl + "/console/proposals/";
    }

    private record About(
            String number, String company, @Nullable String declineReason) {}

    @Override
    public String flow() {
        return FLOW;
    }

    @Override
    public PersonalPart partFor(long notice) {
        var about = jdbc.sql("""
                        select number, company, decline_reason
                        from proposal_notice notice join proposal on proposal.id = notice.proposal_id
                        where notice.id = ?
                        """).param(notice).query(About.class).single();
        return new PersonalPart(
                Map.of(
                        "number", about.number(),
                        "company", about.company(),
                        "reason", Objects.requireNonNullElse(about.declineReason(), ""),
                        "link", console + about.number()),
                null);
    }
}

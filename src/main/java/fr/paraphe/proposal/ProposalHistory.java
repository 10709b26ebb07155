package fr.paraphe.proposal;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to each proposal, in the order in which it did. */
@Repository
class ProposalHistory {

    static final String PROCESS = "contract-signature";

    private final JdbcClient jdbc;
    private final Clock clock;

    ProposalHistory(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(Proposal proposal, ProposalEvent.Kind what, @Nullable String detail, String who) {
        jdbc.sql("insert into proposal_event (proposal_id, what, detail, who, at) values (?, ?, ?, ?, ?)")
                .params(proposal.id(), what.name(), detail, who, OffsetDateTime.now(clock))
                .update();
    }

    List<ProposalEvent> of(long proposal) {
        return jdbc.sql("select * from proposal_event where proposal_id = ? order by id")
                .param(proposal)
                .query((row, number) -> new ProposalEvent(
                        ProposalEvent.Kind.valueOf(row.getString("what")),
                        row.getString("detail"),
                        row.getString("who"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }
}

package fr.paraphe.relaunch;

import fr.paraphe.message.Channel;
import fr.paraphe.relaunch.Relaunch.Chosen;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The first human step: which contracts stay in the run, and by which channel their signers are reminded. */
@Service
@Transactional
public class RelaunchSelecting {

    private final RelaunchAccess access;
    private final RelaunchTimeline timeline;
    private final JdbcClient jdbc;

    RelaunchSelecting(RelaunchAccess access, RelaunchTimeline timeline, JdbcClient jdbc) {
        this.access = access;
        this.timeline = timeline;
        this.jdbc = jdbc;
    }

    /** Ticks or unticks every contract of the run, not only a page of them. */
    public void tickAll(RelaunchNumber number, boolean ticked) {
        jdbc.sql("update relaunch_contract set ticked = ? where relaunch_id = ? and ticked <> ?")
                .params(ticked, selecting(number).id(), ticked)
                .update();
    }

    /** @throws RelaunchRefused if one of them is not a contract of this run; then none is changed */
    public void tick(RelaunchNumber number, Collection<Long> contracts, boolean ticked) {
        var run = selecting(number);
        var named = Set.copyOf(contracts);
        var known = jdbc.sql("select contract_id from relaunch_contract where relaunch_id = ? and contract_id = any(?)")
                .params(run.id(), named.toArray(Long[]::new))
                .query(Long.class)
                .set();
        named.stream().filter(contract -> !known.contains(contract)).findFirst().ifPresent(contract -> {
            throw RelaunchRefused.contractNotInRun(contract);
        });
        jdbc.sql("update relaunch_contract set ticked = ? where relaunch_id = ? and contract_id = any(?)")
                .params(ticked, run.id(), named.toArray(Long[]::new))
                .update();
    }

    /**
     * Ends the step.
     *
     * @param channel null: the one that the request named
     * @throws RelaunchRefused if no contract is ticked, or no channel was ever named
     */
    public void choose(RelaunchNumber number, @Nullable Channel channel) {
        var run = selecting(number);
        var ticked = chosen(run);
        if (ticked.contracts() == 0) {
            throw RelaunchRefused.nothingTicked();
        }
        run.select(ticked, channel);
        forgetWhoIsNoLongerChosen(run);
        timeline.add(run.id(), RelaunchEvent.What.SELECTED, ticked.contracts());
    }

    /** People of an earlier selection; whoever stays keeps the tick that the review gave. */
    private void forgetWhoIsNoLongerChosen(Relaunch run) {
        jdbc.sql("""
                        delete from relaunch_recipient earlier
                        where relaunch_id = ? and not exists (
                          select from relaunch_contract chosen
                          where chosen.relaunch_id = earlier.relaunch_id and chosen.partner_id = earlier.partner_id
                            and chosen.ticked)
                        """).param(run.id()).update();
    }

    private Chosen chosen(Relaunch run) {
        return jdbc.sql("""
                        select count(*) as contracts, count(distinct partner_id) as people
                        from relaunch_contract where relaunch_id = ? and ticked
                        """).param(run.id()).query(Chosen.class).single();
    }

    private Relaunch selecting(RelaunchNumber number) {
        var run = access.toChange(number);
        run.mustBe(RelaunchStatus.SELECTING);
        return run;
    }
}

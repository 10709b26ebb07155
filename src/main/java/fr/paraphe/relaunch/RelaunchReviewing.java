package fr.paraphe.relaunch;

import fr.paraphe.partner.ContactCorrection;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerId;
import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The second human step: one row for each person, who can be reached, who shall be, and corrections on the way. */
@Service
@Transactional
public class RelaunchReviewing {

    private final RelaunchAccess access;
    private final RelaunchTimeline timeline;
    private final PartnerDirectory partners;
    private final JdbcClient jdbc;

    RelaunchReviewing(RelaunchAccess access, RelaunchTimeline timeline, PartnerDirectory partners, JdbcClient jdbc) {
        this.access = access;
        this.timeline = timeline;
        this.partners = partners;
        this.jdbc = jdbc;
    }

    /**
     * Reads every person's address for the run's channel from the directory, as it is now. What was unticked stays so.
     *
     * @return how many people cannot be reached
     */
    public int validateAddresses(RelaunchNumber number) {
        var run = access.toChange(number);
        validate(run, "");
        return jdbc.sql("select count(*) from relaunch_recipient where relaunch_id = ? and problem is not null")
                .param(run.id())
                .query(Integer.class)
                .single();
    }

    /** Ticks or unticks every person of the run. */
    public void tickAll(RelaunchNumber number, boolean ticked) {
        jdbc.sql("update relaunch_recipient set ticked = ? where relaunch_id = ? and ticked <> ?")
                .params(ticked, reviewing(number).id(), ticked)
                .update();
    }

    /** @throws RelaunchRefused if one of them is not in this run; then none is changed */
    public void tick(RelaunchNumber number, Collection<Long> people, boolean ticked) {
        var run = reviewing(number);
        var named = Set.copyOf(people);
        var known = jdbc.sql("select partner_id from relaunch_recipient where relaunch_id = ? and partner_id = any(?)")
                .params(run.id(), named.toArray(Long[]::new))
                .query(Long.class)
                .set();
        named.stream().filter(person -> !known.contains(person)).findFirst().ifPresent(person -> {
            throw RelaunchRefused.recipientNotInRun(person);
        });
        jdbc.sql("update relaunch_recipient set ticked = ? where relaunch_id = ? and partner_id = any(?)")
                .params(ticked, run.id(), named.toArray(Long[]::new))
                .update();
    }

    /**
     * Saves corrected contact data on the partner, where the record allows it, and lets the run follow at once.
     *
     * @param version of the partner that the person was looking at
     */
    public void correct(RelaunchNumber number, PartnerId person, int version, ContactCorrection correction) {
        var run = reviewing(number);
        var known = jdbc.sql("select count(*) from relaunch_recipient where relaunch_id = ? and partner_id = ?")
                .params(run.id(), person.value())
                .query(Integer.class)
                .single();
        if (known == 0) {
            throw RelaunchRefused.recipientNotInRun(person.value());
        }
        partners.correctContact(person, version, correction, access.worker().userId());
        validate(run, "and partner.id = " + person.value());
        timeline.add(run.id(), RelaunchEvent.What.CONTACT_CORRECTED);
    }

    /**
     * Ends the step. Nothing has left.
     *
     * @param goOn whether the preview is to be composed next, or employees and channel are to be selected again
     */
    public void end(RelaunchNumber number, boolean goOn) {
        var run = reviewing(number);
        if (!goOn) {
            run.selectAgain();
            timeline.add(run.id(), RelaunchEvent.What.SELECTED_AGAIN);
        }
    }

    private void validate(Relaunch run, String onlySome) {
        jdbc.sql("""
                        insert into relaunch_recipient as known
                          (relaunch_id, partner_id, language, contracts, address, problem)
                        select :relaunch, partner.id, partner.language, count(*), %s
                        from relaunch_contract chosen
                        join partner on partner.id = chosen.partner_id
                        where chosen.relaunch_id = :relaunch and chosen.ticked %s
                        group by partner.id
                        on conflict (relaunch_id, partner_id) do update
                        set language = excluded.language, contracts = excluded.contracts,
                          address = excluded.address, problem = excluded.problem
                        where (known.language, known.contracts, known.address, known.problem)
                          is distinct from (excluded.language, excluded.contracts, excluded.address, excluded.problem)
                        """.formatted(
                        RelaunchSql.address(run.channel()) + ", " + RelaunchSql.problem(run.channel()), onlySome))
                .param("relaunch", run.id())
                .update();
    }

    private Relaunch reviewing(RelaunchNumber number) {
        var run = access.toChange(number);
        run.mustBe(RelaunchStatus.REVIEWING);
        return run;
    }
}

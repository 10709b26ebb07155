package fr.paraphe.contract;

import static fr.paraphe.account.StaffRole.AGENT;
import static fr.paraphe.account.StaffRole.MANAGER;
import static fr.paraphe.account.StaffRole.OPERATOR;
import static fr.paraphe.account.StaffRole.SUPPORT;

import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffRole;
import fr.paraphe.account.StaffScope;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens and closes a synchronisation. */
@Service
@Transactional
public class SynchronisationOpening {

    private final CurrentStaff staff;
    private final SignaturePlatform platform;
    private final JdbcClient jdbc;
    private final Clock clock;

    SynchronisationOpening(CurrentStaff staff, SignaturePlatform platform, JdbcClient jdbc, Clock clock) {
        this.staff = staff;
        this.platform = platform;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Until the transaction ends, nobody else asks whether one is going.
     *
     * @throws SynchronisationRefused if the person at work may not start one
     */
    public void alone(boolean startingOver) {
        check(staff.scope(), startingOver);
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('contract synchronisation', 0))")
                .query(row -> {});
    }

    /**
     * Opens a run, for the person at work or, where nobody is, for the clock.
     *
     * @param startingOver whether the platform is read again from its first signature; what was applied stays so
     */
    public SynchronisationNumber open(boolean startingOver) {
        var by = staff.scopeIfAny();
        by.ifPresent(scope -> check(scope, startingOver));
        if (startingOver) {
            jdbc.sql("delete from signature_cursor where platform = ?")
                    .param(platform.name())
                    .update();
        }
        var number = SynchronisationNumber.of(
                LocalDate.now(clock).getYear(),
                jdbc.sql("select nextval('synchronisation_number')")
                        .query(Long.class)
                        .single());
        jdbc.sql("insert into synchronisation (number, requested_by, started_at) values (:number, :by, :now)")
                .param("number", number.value())
                .param("by", by.map(StaffScope::userId).orElse(null))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return number;
    }

    public void close(SynchronisationNumber number) {
        jdbc.sql("update synchronisation set ended_at = :now where number = :number")
                .param("number", number.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether the person at work may start one, and whether from the beginning. */
    public boolean mayStart(boolean startingOver) {
        var scope = staff.scope();
        return (startingOver ? Stream.of(SUPPORT, OPERATOR) : Stream.of(AGENT, MANAGER, SUPPORT, OPERATOR))
                .anyMatch(scope::has);
    }

    private void check(StaffScope scope, boolean startingOver) {
        if (Stream.<StaffRole>of(AGENT, MANAGER, SUPPORT, OPERATOR).noneMatch(scope::has)) {
            throw SynchronisationRefused.roleMissing();
        }
        if (startingOver && !mayStart(true)) {
            throw SynchronisationRefused.startingOverNotAllowed();
        }
    }
}

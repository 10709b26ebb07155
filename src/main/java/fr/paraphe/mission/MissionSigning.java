package fr.paraphe.mission;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The states of a mission: signed, unsigned again, stopped, ended. What was created stays, whatever happens. */
@Service
@Transactional
public class MissionSigning {

    private final Missions missions;
    private final JdbcClient jdbc;
    private final Clock clock;

    MissionSigning(Missions missions, JdbcClient jdbc, Clock clock) {
        this.missions = missions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Holds the mission until the transaction ends.
     *
     * @return false: it is signed already
     * @throws MissionRefused if it is over
     */
    public boolean isToSign(MissionNumber number) {
        var mission = missions.toChange(number);
        mission.refuseIfOver();
        return !mission.isSigned();
    }

    /** The same the other way round. */
    public boolean isToUnsign(MissionNumber number) {
        return !isToSign(number);
    }

    /** @throws MissionRefused if it is over; false: it is stopped already */
    public boolean isToStop(MissionNumber number) {
        var mission = missions.toChange(number);
        if (mission.status() == MissionStatus.STOPPED) {
            return false;
        }
        mission.refuseIfOver();
        return true;
    }

    /** From now on what falls due is created; signing twice is signing once. */
    public void sign(MissionNumber number) {
        var mission = missions.toChange(number);
        mission.refuseIfOver();
        if (mission.isSigned()) {
            return;
        }
        jdbc.sql("update mission set status = 'SIGNED', signed_on = coalesce(signed_on, ?) where id = ?")
                .params(LocalDate.now(clock), mission.id())
                .update();
        missions.tell(mission, MissionEvent.What.SIGNED);
    }

    /** Nothing more is created until it is signed again. */
    public void unsign(MissionNumber number) {
        var mission = missions.toChange(number);
        if (!mission.isSigned()) {
            throw MissionRefused.notSigned(number);
        }
        missions.write(mission, MissionStatus.SAVED);
        missions.tell(mission, MissionEvent.What.UNSIGNED);
    }

    public void stop(MissionNumber number) {
        var mission = missions.toChange(number);
        mission.refuseIfOver();
        missions.write(mission, MissionStatus.STOPPED);
        missions.tell(mission, MissionEvent.What.STOPPED);
    }

    /** Its last day is over. */
    public void end(MissionNumber number) {
        var mission = missions.toChange(number);
        mission.refuseIfOver();
        missions.write(mission, MissionStatus.ENDED);
        missions.tell(mission, MissionEvent.What.ENDED);
    }
}

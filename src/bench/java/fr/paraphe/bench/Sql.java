package fr.paraphe.bench;

import java.sql.Connection;
import java.sql.SQLException;

/** Single figures from the database. */
final class Sql {

    private Sql() {}

    static double number(Connection database, String sql, Object... parameters) throws SQLException {
        try (var statement = database.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getDouble(1);
            }
        }
    }

    /** From the click to the end of the batch that recorded the last outcome. */
    static double secondsOfSending(Connection database, String run) throws SQLException {
        return number(database, """
                select extract(epoch from max(job.timestamp_ at time zone 'UTC') - min(relaunch.confirmed_at))
                from relaunch
                join act_hi_procinst instance on instance.business_key_ = relaunch.number
                join act_hi_job_log job on job.process_instance_id_ = instance.proc_inst_id_
                where relaunch.number = ? and job.act_id_ = 'SendMessages' and job.job_state_ = 2
                """, run);
    }

    /** From the last recorded outcome until the engine shows the task to read it. */
    static double secondsOfClosing(Connection database, String run) throws SQLException {
        return number(database, "select extract(epoch from sent_at - confirmed_at) from relaunch where number = ?", run)
                - secondsOfSending(database, run);
    }

    /** From the start of a run to its confirmation: a script's requests, without a person's thinking. */
    static double secondsOfPreparing(Connection database, String run) throws SQLException {
        return number(
                database, "select extract(epoch from confirmed_at - requested_at) from relaunch where number = ?", run);
    }

    /** Engine jobs that ran for this process instance, failed tries included. */
    static long jobs(Connection database, String run) throws SQLException {
        return (long) number(database, """
                select count(*) from act_hi_job_log job
                join act_hi_procinst instance on instance.proc_inst_id_ = job.process_instance_id_
                where instance.business_key_ = ? and job.job_state_ in (1, 2)
                """, run);
    }

    static long messages(Connection database, String run, String state) throws SQLException {
        return (long) number(database, "select count(*) from message_outcome where run = ? and state = ?", run, state);
    }
}

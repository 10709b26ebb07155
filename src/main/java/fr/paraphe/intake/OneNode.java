package fr.paraphe.intake;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Work that only one node at a time may do; the database frees it by itself if that node dies. */
@Component
class OneNode {

    private final DataSource database;

    OneNode(DataSource database) {
        this.database = database;
    }

    /** Does the work now, or not at all if another node is at it. */
    void attempt(String what, Runnable work) {
        try (var connection = database.getConnection()) {
            if (answer(connection, "select pg_try_advisory_lock(hashtextextended(?, 0))", what)) {
                try {
                    work.run();
                } finally {
                    answer(connection, "select pg_advisory_unlock(hashtextextended(?, 0))", what);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("no word from the database about the lock \"" + what + "\"", e);
        }
    }

    private static boolean answer(Connection connection, String sql, String what) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, what);
            try (var result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }
}

package fr.paraphe.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("What was committed is there after a restart")
    void restart() throws Exception {
        try (var database = EmbeddedDatabase.startIn(folder)) {
            execute(database, "create table note as select 'kept' as words");
        }
        try (var database = EmbeddedDatabase.startIn(folder)) {
            assertThat(words(database)).containsExactly("kept");
        }
    }

    @Test
    @DisplayName(
            "After a kill -9 of the application the next start finds the server left running, and all that was committed")
    void kill() throws Exception {
        var application = another("fr.paraphe.embedded.EmbeddedDatabaseTest$Application");
        assertThat(application.inputReader().readLine()).isEqualTo("committed");
        application.destroyForcibly().waitFor();

        try (var database = EmbeddedDatabase.startIn(folder)) {
            assertThat(words(database)).containsExactly("committed");
            assertThat(setting(database, "fsync")).isEqualTo("on");
            assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    @DisplayName("Two applications on one folder: the second is told which folder, and what to do")
    void inUse() throws Exception {
        var application = another("fr.paraphe.embedded.EmbeddedDatabaseTest$Application");
        try {
            assertThat(application.inputReader().readLine()).isEqualTo("committed");
            assertThatExceptionOfType(EmbeddedDatabase.DatabaseInUse.class)
                    .isThrownBy(() -> EmbeddedDatabase.startIn(folder))
                    .withMessageContaining(folder.toString())
                    .withMessageContaining("paraphe.embedded.data-directory");
        } finally {
            application.outputWriter().close();
            assertThat(application.waitFor()).isZero();
        }
    }

    /** Another application: it starts the database, commits a row, says so, and goes on until its input ends. */
    static final class Application {
        public static void main(String... args) throws Exception {
            try (var database = EmbeddedDatabase.startIn(Path.of(args[0]))) {
                execute(database, "create table note as select 'committed' as words");
                System.out.println("committed");
                var ended = System.in.read();
                assert ended == -1;
            }
        }
    }

    private Process another(String mainClass) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        java,
                        "-Dlogback.configurationFile=quiet.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        mainClass,
                        folder.toString()))
                .redirectError(Redirect.DISCARD)
                .start();
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), null);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> words(EmbeddedDatabase database) throws SQLException {
        return List.of(one(database, "select words from note"));
    }

    private static String setting(EmbeddedDatabase database, String name) throws SQLException {
        return one(database, "show " + name);
    }

    private static String one(EmbeddedDatabase database, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), null);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}

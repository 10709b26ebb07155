package fr.paraphe.testing;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/** A server of the PostgreSQL that the distribution installed, with its programs for backup and restore. */
public final class InstalledPostgres implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path programs;
    private final Path folder;
    private final int port = freePort();
    private final Process server;

    private InstalledPostgres(Path programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
        if (isRoot()) {
            run("chown", "postgres", folder.toString()); // PostgreSQL refuses to run as root
        }
        run(program("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "-D", data()));
        server = start(program("postgres", "-D", data(), "-p", port + "", "-k", folder.toString()));
        await("PostgreSQL")
                .atMost(PATIENCE)
                .until(() -> start(program("pg_isready", "-h", "127.0.0.1", "-p", port + ""))
                                .waitFor()
                        == 0);
    }

    /** Starts one in an empty folder. Without PostgreSQL the test is skipped, and says so; in CI it fails. */
    public static InstalledPostgres start(Path folder) {
        var programs = newest();
        if (programs.isEmpty()) {
            var missing =
                    "A TEST WITH AN INSTALLED POSTGRESQL DID NOT RUN: PostgreSQL is not installed. On Debian or Ubuntu:"
                            + " apt-get install postgresql";
            if (System.getenv("CI") != null) {
                throw new IllegalStateException(missing);
            }
            System.err.println(missing);
            Assumptions.abort(missing);
        }
        return new InstalledPostgres(programs.orElseThrow(), folder);
    }

    private static Optional<Path> newest() {
        var installed = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(installed)) {
            return Optional.empty();
        }
        try (var versions = Files.list(installed)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new, empty database. */
    public JdbcConnectionDetails create(String database) {
        run(client("createdb", database));
        return details(database, "postgres");
    }

    /** A new, empty database of somebody who may do nothing beyond it. */
    public JdbcConnectionDetails create(String database, String owner) {
        run(client("createuser", owner));
        run(client("createdb", "--owner=" + owner, database));
        return details(database, owner);
    }

    private JdbcConnectionDetails details(String database, String user) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
            }

            @Override
            public String getUsername() {
                return user;
            }

            @Override
            public @Nullable String getPassword() {
                return null;
            }
        };
    }

    /** As docs/operations.md makes a backup. */
    public void dump(String database) {
        run(client("pg_dump", "--format=custom", "--file=" + folder.resolve("paraphe.dump"), database));
    }

    /** As docs/operations.md brings it back. */
    public void restore(String database) {
        run(client(
                "pg_restore",
                "--no-owner",
                "--exit-on-error",
                "--dbname=" + database,
                folder.resolve("paraphe.dump").toString()));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private List<String> client(String program, String... arguments) {
        var command = program(program, "-h", "127.0.0.1", "-p", port + "", "-U", "postgres");
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> program(String program, String... arguments) {
        var command = new ArrayList<>(isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.<String>of());
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void run(String... command) {
        run(List.of(command));
    }

    private void run(List<String> command) {
        try {
            var process = start(command);
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed: " + Files.readString(log().toPath()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process start(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private File log() {
        return folder.resolve("log").toFile();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        run(program("pg_ctl", "stop", "-m", "fast", "-D", data()));
        server.destroy();
    }
}

package fr.paraphe.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A new PostgreSQL cluster that keeps its promises: fsync is on. The distribution's server if there is one, else the
 * binaries that Paraphe brings along.
 */
final class Cluster implements AutoCloseable {

    private interface Launch {
        AutoCloseable launch() throws Exception;
    }

    private final String address;
    private final Launch launch;
    private AutoCloseable server;

    private Cluster(String address, Launch launch) throws Exception {
        this.address = address;
        this.launch = launch;
        this.server = launch.launch();
    }

    static Cluster start(Path work) throws Exception {
        var data = work.resolve("postgresql");
        delete(data);
        var cluster = newestInstalled().isPresent()
                ? installed(work, data, newestInstalled().get())
                : brought(data);
        Children.await("PostgreSQL", Duration.ofSeconds(30), cluster::answers);
        return cluster;
    }

    private static Optional<Path> newestInstalled() throws IOException {
        var installed = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(installed)) {
            return Optional.empty();
        }
        try (var versions = Files.list(installed)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private static Cluster installed(Path work, Path data, Path bin) throws Exception {
        Files.createDirectories(data);
        var port = Children.freePort();
        if (isRoot()) {
            Children.run(work.resolve("chown.log"), List.of("chown", "postgres", data.toString()));
        }
        Children.run(
                work.resolve("initdb.log"),
                asPostgres(bin.resolve("initdb") + "", "-D", data + "", "-U", "postgres", "-A", "trust", "-E", "UTF8"));
        var command = asPostgres(
                bin.resolve("postgres") + "",
                "-D",
                data + "",
                "-p",
                port + "",
                "-k",
                data + "",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "shared_buffers=512MB",
                "-c",
                "max_wal_size=4GB");
        return new Cluster("jdbc:postgresql://127.0.0.1:" + port + "/", () -> {
            var server = Children.start(work.resolve("postgresql.log"), Map.of(), command);
            return () -> stopFast(server);
        });
    }

    private static Cluster brought(Path data) throws Exception {
        var port = Children.freePort();
        return new Cluster(
                "jdbc:postgresql://127.0.0.1:" + port + "/",
                () -> EmbeddedPostgres.builder()
                        .setPort(port)
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("shared_buffers", "512MB")
                        .setServerConfig("max_wal_size", "4GB")
                        .start());
    }

    /** Without waiting for those who are connected: their transactions end unfinished. */
    private static void stopFast(Process server) throws Exception {
        for (var child : server.children().toList()) {
            // runuser stands in between
            Children.interrupt(child.pid());
        }
        Children.interrupt(server.pid());
        if (!server.waitFor(30, TimeUnit.SECONDS)) {
            server.destroyForcibly().waitFor();
        }
    }

    /** Stops the server under whoever uses it, and starts it again after a while. */
    void restart(Duration after) throws Exception {
        server.close();
        Thread.sleep(after.toMillis());
        server = launch.launch();
        Children.await("PostgreSQL", Duration.ofSeconds(60), this::answers);
    }

    /** PostgreSQL refuses to run as root. */
    private static List<String> asPostgres(String... command) {
        var all = new ArrayList<>(isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.<String>of());
        all.addAll(List.of(command));
        return all;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private boolean answers() {
        try (var connection = DriverManager.getConnection(url("postgres"), "postgres", "")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    String url(String database) {
        return address + database;
    }

    /** An empty database, in place of one of the same name. */
    void create(String database) throws SQLException {
        try (var connection = DriverManager.getConnection(url("postgres"), "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + database + " with (force)");
            statement.execute("create database " + database);
        }
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database) + "?options=-c%20search_path=paraphe,camunda", "postgres", "");
    }

    @Override
    public void close() throws Exception {
        server.close();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

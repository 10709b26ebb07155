package fr.paraphe.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/**
 * A PostgreSQL server of this application's own, in {@code <data-directory>/postgresql}.
 *
 * <p>Data lasts: fsync is on. A {@code kill -9} of the application leaves its server running; the next start stops it
 * first, so that PostgreSQL recovers by its own log.
 */
class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    private final FileChannel lockFile;
    private final FileLock lock;
    private final EmbeddedPostgres server;

    private EmbeddedDatabase(FileChannel lockFile, FileLock lock, EmbeddedPostgres server) {
        this.lockFile = lockFile;
        this.lock = lock;
        this.server = server;
    }

    /**
     * Starts the server on the data in this directory, which is created if it is missing.
     *
     * @throws DatabaseInUse if another running Paraphe uses the directory
     * @throws IOException if the server does not start; its own log says why
     */
    static EmbeddedDatabase startIn(Path directory) throws IOException {
        var home = directory.toAbsolutePath().normalize();
        Files.createDirectories(home);
        var lockFile = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = lockFile.tryLock();
        if (lock == null) {
            lockFile.close();
            throw new DatabaseInUse(home);
        }
        var data = home.resolve("postgresql");
        stopServerLeftRunningIn(data);
        log.info("PostgreSQL starts on {}", data);
        var server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "128MB")
                // The server stops when Spring closes this bean, after everything that uses it.
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        return new EmbeddedDatabase(lockFile, lock, server);
    }

    @Override
    public String getJdbcUrl() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public String getUsername() {
        return "postgres";
    }

    @Override
    public @Nullable String getPassword() {
        return null;
    }

    @Override
    public void close() throws IOException {
        server.close();
        lock.release();
        lockFile.close();
    }

    private static void stopServerLeftRunningIn(Path data) throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
        var orphan = ProcessHandle.of(pid).filter(EmbeddedDatabase::isPostgres);
        if (orphan.isEmpty()) {
            return;
        }
        log.info("A PostgreSQL server (pid {}) was left running on {}; it is stopped first", pid, data);
        orphan.get().destroy();
        try {
            orphan.get().onExit().get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL (pid " + pid + ") was stopping", e);
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new IOException(
                    "PostgreSQL (pid " + pid + ") on " + data + " does not stop; stop it by hand, then start again", e);
        }
    }

    /** A process id may have been given to another program since: only a PostgreSQL server is ever stopped. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(Path::of)
                .map(Path::getFileName)
                .filter(name -> name.toString().startsWith("postgres"))
                .isPresent();
    }

    /** Two applications cannot share one data directory. */
    static final class DatabaseInUse extends RuntimeException {
        DatabaseInUse(Path home) {
            super("Another Paraphe is running on " + home
                    + ". Stop it, or choose another folder with paraphe.embedded.data-directory.");
        }
    }
}

package fr.paraphe.intake;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.paraphe.account.Account;
import fr.paraphe.account.Accounts;
import fr.paraphe.problem.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * A folder that the business software puts files into: {@code <account>/in}. What was read to its end goes to
 * {@code <account>/done}, what could not be to {@code <account>/rejected}, with its report beside it.
 *
 * <p>A file is taken once two looks in a row find it the same, so that one still being written is left alone. Report
 * first, then the move, then the history remembers that both were done: stopped anywhere in between, the next look goes
 * on from there, and rows that are in already change nothing. While the disk is full or the folder read-only, files
 * stay where they are and are tried again.
 */
final class WatchedFolder {

    private static final Logger log = LoggerFactory.getLogger(WatchedFolder.class);

    /** Who imports, as histories name it. */
    static final String BY = "import-folder";

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");
    private static final Pattern BEING_WRITTEN =
            Pattern.compile("\\..*|~.*|.*\\.(tmp|temp|part|partial|filepart|crdownload|swp)", Pattern.CASE_INSENSITIVE);

    private final Path folder;
    private final Importing importing;
    private final Imports history;
    private final ImportReports reports;
    private final Accounts accounts;
    private final IntakeSettings settings;
    private final OneNode oneNode;
    private final ObjectMapper json;
    private final Clock clock;

    private final Map<Path, Look> lastLook = new HashMap<>();
    private final Map<Path, Trouble> troubles = new HashMap<>();

    WatchedFolder(
            Path folder,
            Importing importing,
            Imports history,
            ImportReports reports,
            Accounts accounts,
            IntakeSettings settings,
            OneNode oneNode,
            ObjectMapper json,
            Clock clock) {
        this.folder = folder;
        this.importing = importing;
        this.history = history;
        this.reports = reports;
        this.accounts = accounts;
        this.settings = settings;
        this.oneNode = oneNode;
        this.json = json;
        this.clock = clock;
    }

    /** How a file looked: the same twice, it is complete. */
    private record Look(long size, Instant modifiedAt, Object identity) {
        static Look at(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            var key = attributes.fileKey();
            return new Look(attributes.size(), attributes.lastModifiedTime().toInstant(), key == null ? file : key);
        }
    }

    /** What keeps a file or a folder from being worked on. */
    record Trouble(String what, Instant retryAt) {}

    /** What keeps files waiting, by the file's or folder's path inside the watched folder. */
    synchronized Map<String, String> troubles() {
        var told = new HashMap<String, String>();
        troubles.forEach((path, trouble) -> told.put(folder.relativize(path).toString(), trouble.what()));
        return told;
    }

    /** Looks once at every account's folder and imports what is complete; one node at a time. */
    synchronized void look() {
        oneNode.attempt("paraphe watched folder", () -> {
            for (var account : accounts.all()) {
                lookAt(account);
            }
        });
    }

    private void lookAt(Account account) {
        var in = folder.resolve(account.code()).resolve("in");
        try {
            Files.createDirectories(in);
            for (var file : filesIn(in)) {
                if (!isWaiting(file) && isComplete(file)) {
                    work(account, file);
                }
            }
            forgetGone(in);
            troubles.remove(in);
        } catch (IOException e) {
            trouble(in, e.toString());
        }
    }

    /** Partners before the contracts that name them. */
    private List<Path> filesIn(Path in) throws IOException {
        var files = new EnumMap<ImportSubject, List<Path>>(ImportSubject.class);
        try (var entries = Files.newDirectoryStream(in)) {
            for (var entry : entries) {
                if (isImport(entry)) {
                    ImportSubject.ofFile(nameOf(entry))
                            .ifPresentOrElse(
                                    subject -> files.computeIfAbsent(subject, any -> new ArrayList<>())
                                            .add(entry),
                                    () -> trouble(entry, "its name begins neither with partenaires nor with contrats"));
                }
            }
        }
        return files.values().stream().flatMap(list -> list.stream().sorted()).toList();
    }

    private static boolean isImport(Path file) {
        var name = nameOf(file);
        return ImportFormat.ofFile(name).isPresent()
                && !BEING_WRITTEN.matcher(name).matches()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString();
    }

    private boolean isWaiting(Path file) {
        var trouble = troubles.get(file);
        return trouble != null && clock.instant().isBefore(trouble.retryAt());
    }

    private boolean isComplete(Path file) throws IOException {
        var look = Look.at(file);
        return look.equals(lastLook.put(file, look));
    }

    private void forgetGone(Path in) {
        lastLook.keySet().removeIf(file -> file.startsWith(in) && !Files.exists(file));
        troubles.keySet().removeIf(file -> file.startsWith(in) && !Files.exists(file));
    }

    private void work(Account account, Path file) {
        try {
            deliver(account, file, run(account, file));
            lastLook.remove(file);
            troubles.remove(file);
        } catch (IOException | UncheckedIOException e) {
            trouble(file, e.toString());
        } catch (Refusal e) {
            trouble(file, e.type());
        } catch (DataAccessException | TransactionException e) {
            trouble(file, "the database does not answer");
            log.debug("Import of {} broken off", file, e);
        }
    }

    /** Imports the file, unless this very file went in already and only its report or its move is missing. */
    private ImportRun run(Account account, Path file) throws IOException {
        var name = nameOf(file);
        var modifiedAt = Look.at(file).modifiedAt();
        try (var content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                var spool = importing.receive(content)) {
            var subject = ImportSubject.ofFile(name).orElseThrow();
            var format = ImportFormat.guessedFrom(name);
            var order = new ImportOrder(subject, format, account, name, null, file.getParent(), false, BY);
            return history.undelivered(account.id(), name, spool.sha256(), modifiedAt)
                    .orElseGet(() -> importing.store(order, spool, modifiedAt));
        }
    }

    private void deliver(Account account, Path file, ImportRun run) throws IOException {
        var destination = folder.resolve(account.code()).resolve(run.stop() == null ? "done" : "rejected");
        Files.createDirectories(destination);
        var name = STAMP.format(run.startedAt().atZone(clock.getZone())) + "-" + run.id() + "-" + nameOf(file);
        writeReport(destination.resolve(name + ".report.json"), run);
        Files.move(file, destination.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        history.delivered(requireNonNull(run.id()));
        log.info("{} imported for account {}: {}", nameOf(file), account.code(), run.counts());
    }

    /** Whole or not at all: what reads reports never meets half of one. */
    private void writeReport(Path report, ImportRun run) throws IOException {
        var draft = report.resolveSibling("." + nameOf(report) + ".tmp");
        try {
            Files.write(draft, json.writeValueAsBytes(reports.of(run, Locale.FRENCH)));
            Files.move(draft, report, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    private void trouble(Path path, String what) {
        var before = troubles.put(path, new Trouble(what, clock.instant().plus(settings.retryAfter())));
        if (before == null || !before.what().equals(what)) {
            log.warn(
                    "{} waits in the watched folder: {}. It is tried again every {}",
                    path,
                    what,
                    settings.retryAfter());
        }
    }
}

package fr.paraphe.intake;

import fr.paraphe.intake.ImportRun.Stop;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports a file: good rows go in, batch by batch, each batch in a transaction of its own; bad rows are told. Whatever
 * the length of the file, one batch is held in memory. The same file again changes nothing, which is also what makes
 * good an import that was broken off.
 */
@Service
public class Importing {

    private final List<Importable<?>> importables;
    private final Imports history;
    private final TransactionTemplate transaction;
    private final IntakeSettings settings;
    private final Clock clock;

    Importing(
            List<Importable<?>> importables,
            Imports history,
            PlatformTransactionManager transactions,
            IntakeSettings settings,
            Clock clock) {
        this.importables = importables;
        this.history = history;
        this.transaction = new TransactionTemplate(transactions);
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Imports what this stream holds; nothing goes in before it was received to its end.
     *
     * @throws ImportRefused if it is too large
     */
    public ImportRun run(ImportOrder order, InputStream in) throws IOException {
        try (var file = receive(in)) {
            return order.dryRun() ? tryOut(order, file) : store(order, file, null);
        }
    }

    Spool receive(InputStream in) throws IOException {
        return Spool.receive(in, settings.maxSize().toBytes());
    }

    /** @param modifiedAt of a file of the watched folder; null: it came another way */
    ImportRun store(ImportOrder order, Spool file, @Nullable Instant modifiedAt) {
        var id = history.begin(order, file.sha256(), modifiedAt);
        var importable = importable(order.subject());
        var tally = new Tally(settings.keptRefusals());
        var ending = read(order, file, importable, (rows, called) -> {
            transaction.executeWithoutResult(status -> {
                var told = tally.refusals().size();
                take(order, importable, rows, called, tally);
                history.advance(
                        id,
                        tally.counts(),
                        tally.refusals().subList(told, tally.refusals().size()));
            });
            importable.fileDocuments(order.account().id(), rows, order.beside(), order.by());
        });
        history.finish(id, ending.ignoredColumns(), ending.stop());
        return history.byId(id).orElseThrow();
    }

    /** The very same, in one transaction that is undone: each row meets what the rows before it did. */
    private ImportRun tryOut(ImportOrder order, Spool file) {
        var startedAt = clock.instant();
        var importable = importable(order.subject());
        var tally = new Tally(settings.keptRefusals());
        var ending = transaction.execute(status -> {
            status.setRollbackOnly();
            return read(order, file, importable, (rows, called) -> take(order, importable, rows, called, tally));
        });
        return new ImportRun(
                null,
                order.account().id(),
                order.subject(),
                order.fileName(),
                file.sha256(),
                order.by(),
                startedAt,
                clock.instant(),
                tally.counts(),
                tally.refusals(),
                List.copyOf(ending.ignoredColumns()),
                ending.stop());
    }

    private static void take(
            ImportOrder order, Importable<?> importable, List<Row> rows, Map<String, String> called, Tally tally) {
        tally.add(rows, importable.take(order.account().id(), rows, order.beside(), order.by()), called);
    }

    private Importable<?> importable(ImportSubject subject) {
        return importables.stream()
                .filter(importable -> importable.subject() == subject)
                .findFirst()
                .orElseThrow();
    }

    private interface Taker {
        /** @param called what the file calls its columns, by field */
        void take(List<Row> rows, Map<String, String> called) throws IOException;
    }

    private record Ending(
            Set<String> ignoredColumns, @Nullable Stop stop) {}

    private Ending read(ImportOrder order, Spool file, Importable<?> importable, Taker taker) {
        var charset = order.charset() == null ? file.charset() : order.charset();
        try (var text = file.text(charset)) {
            var rows = rows(order.format(), text, importable.columns(order.beside()));
            return new Ending(rows.unknownColumns(), inBatches(rows, taker));
        } catch (UnreadableFile e) {
            return new Ending(Set.of(), stop(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Rows rows(ImportFormat format, Reader text, List<Column> columns) throws UnreadableFile, IOException {
        return switch (format) {
            case CSV -> new CsvRows(text, columns, settings.maxRowLength());
            case JSON -> new JsonRows(text, columns, settings.maxRowLength());
        };
    }

    /** What stands before an unreadable place goes in; the place is returned. */
    private @Nullable Stop inBatches(Rows rows, Taker taker) throws IOException {
        var batch = new ArrayList<Row>(settings.batchSize());
        Stop stop = null;
        try {
            for (var row = rows.next(); row != null; row = rows.next()) {
                batch.add(row);
                if (batch.size() == settings.batchSize()) {
                    taker.take(List.copyOf(batch), rows.calledInFile());
                    batch.clear();
                }
            }
        } catch (UnreadableFile e) {
            stop = stop(e);
        }
        if (!batch.isEmpty()) {
            taker.take(batch, rows.calledInFile());
        }
        return stop;
    }

    private static Stop stop(UnreadableFile e) {
        return new Stop(e.line(), e.reason(), e.details());
    }
}

package fr.paraphe.vault;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drops each night what is past its retention, and the contents that nobody holds any more. Nodes share the work: what
 * one is at, the others pass over. The database itself refuses to drop anything sooner.
 */
@Service
public class RetentionPurge {

    private static final Logger log = LoggerFactory.getLogger(RetentionPurge.class);

    private final Documents documents;
    private final ContentStore contents;
    private final VaultSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RetentionPurge(
            Documents documents,
            ContentStore contents,
            VaultSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.documents = documents;
        this.contents = contents;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    public record Purged(int documents, int contents) {
        Purged and(Purged other) {
            return new Purged(documents + other.documents, contents + other.contents);
        }
    }

    @Scheduled(cron = "${paraphe.vault.purge-at:0 30 2 * * *}", zone = "Europe/Paris")
    void nightly() {
        var purged = purge();
        if (purged.documents() > 0) {
            log.info("Past their retention: {} documents, {} contents dropped", purged.documents(), purged.contents());
        }
    }

    /** Batch by batch, each in a transaction of its own, until nothing is left that may go. */
    public Purged purge() {
        var today = LocalDate.now(clock);
        var all = new Purged(0, 0);
        Purged batch;
        do {
            batch = requireNonNull(transaction.execute(status -> {
                var dropped = documents.dropPastRetention(today, settings.purgeBatch());
                return new Purged(dropped.size(), contents.dropUnheld(dropped));
            }));
            all = all.and(batch);
        } while (batch.documents() == settings.purgeBatch());
        return all;
    }
}

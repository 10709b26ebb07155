package fr.paraphe.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.AccountId;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;

@ParapheTest
class ImportingTest {

    private static final int ROWS = 100_000;

    @Autowired
    Imports history;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    IntakeSettings settings;

    @Autowired
    Clock clock;

    @Autowired
    Given given;

    @Test
    @DisplayName("§5 Of 100,000 rows, no more than one batch is ever held")
    void oneBatch() throws IOException {
        var counting = new Counting();
        var importing = new Importing(List.of(counting), history, transactions, settings, clock);
        var order = new ImportOrder(
                ImportSubject.PARTNERS, ImportFormat.CSV, given.anyAccount(), null, null, null, true, "test");

        var run = importing.run(order, new Lines());

        assertThat(run.counts().read()).isEqualTo(ROWS);
        assertThat(counting.largest).isEqualTo(settings.batchSize());
        assertThat(counting.firstForgotten).isEqualTo(settings.batchSize());
    }

    /** Measures batches, and whether the rows of the first are out of memory while the last is stored. */
    private static final class Counting extends Importable<Row> {

        private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

        private final ReferenceQueue<Row> forgotten = new ReferenceQueue<>();
        private final List<WeakReference<Row>> first = new ArrayList<>();
        private int batches;
        private int largest;
        private int firstForgotten;

        @Override
        ImportSubject subject() {
            return ImportSubject.PARTNERS;
        }

        @Override
        List<Column> columns(@Nullable Path beside) {
            return CsvRowsTest.COLUMNS;
        }

        @Override
        Row read(Row row, @Nullable Path beside) {
            return row;
        }

        @Override
        List<RowOutcome> store(AccountId account, List<Row> rows, String by) {
            largest = Math.max(largest, rows.size());
            if (first.isEmpty()) {
                rows.forEach(row -> first.add(new WeakReference<>(row, forgotten)));
            }
            if (++batches * rows.size() == ROWS) {
                countForgotten();
            }
            return Collections.nCopies(rows.size(), RowOutcome.UNCHANGED);
        }

        private void countForgotten() {
            System.gc();
            try {
                while (firstForgotten < first.size() && forgotten.remove(LONG_ENOUGH.toMillis()) != null) {
                    firstForgotten++;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** So many lines, made while they are read. */
    private static final class Lines extends InputStream {

        private byte[] line = "référence;nom\n".getBytes(StandardCharsets.UTF_8);
        private int position;
        private int made;

        @Override
        public int read() {
            if (position == line.length) {
                if (made == ROWS) {
                    return -1;
                }
                line = ("M" + made++ + ";Martin\n").getBytes(StandardCharsets.UTF_8);
                position = 0;
            }
            return line[position++] & 0xFF;
        }
    }
}

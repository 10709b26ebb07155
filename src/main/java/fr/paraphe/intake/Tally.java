package fr.paraphe.intake;

import fr.paraphe.intake.ImportRun.Counts;
import fr.paraphe.intake.ImportRun.RefusedRow;
import fr.paraphe.intake.RowOutcome.Result;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what becomes of the rows and keeps the first refusals. */
final class Tally {

    private final int keptRefusals;
    private final Map<Result, Long> counts = new EnumMap<>(Result.class);
    private final List<RefusedRow> refusals = new ArrayList<>();
    private long read;

    Tally(int keptRefusals) {
        this.keptRefusals = keptRefusals;
    }

    /** @param called what the file calls its columns */
    void add(List<Row> rows, List<RowOutcome> outcomes, Map<String, String> called) {
        for (int i = 0; i < rows.size(); i++) {
            read++;
            var outcome = outcomes.get(i);
            counts.merge(outcome.result(), 1L, Long::sum);
            if (outcome.messageKey() != null && refusals.size() < keptRefusals) {
                var field = outcome.field();
                var column = field == null ? null : called.getOrDefault(field, field);
                refusals.add(new RefusedRow(read, rows.get(i).line(), column, outcome.messageKey()));
            }
        }
    }

    Counts counts() {
        return new Counts(read, of(Result.CREATED), of(Result.CHANGED), of(Result.UNCHANGED), of(Result.REFUSED));
    }

    private long of(Result result) {
        return counts.getOrDefault(result, 0L);
    }

    List<RefusedRow> refusals() {
        return refusals;
    }
}

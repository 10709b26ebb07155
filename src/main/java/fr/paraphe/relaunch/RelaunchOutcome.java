package fr.paraphe.relaunch;

import static org.apache.commons.csv.CSVFormat.EXCEL;

import fr.paraphe.message.MessageState;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.relaunch.RelaunchRows.OutcomeRow;
import fr.paraphe.relaunch.RelaunchRows.Page;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The answer for each person of a run: sent or not, and why. */
@Service
public class RelaunchOutcome {

    private static final int ROWS_AT_ONCE = 10_000;
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss");
    private static final CSVFormat FRENCH_SPREADSHEET =
            EXCEL.builder().setDelimiter(';').get();
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\t\r\n]");
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{5,14}");
    private static final List<String> COLUMNS = List.of(
            "person", "kind", "contracts", "address", "state", "reason", "detail", "attempts", "sent", "finished");

    private final RelaunchAccess access;
    private final RelaunchTexts texts;
    private final JdbcClient jdbc;
    private final MessageSource messages;
    private final Clock clock;

    RelaunchOutcome(RelaunchAccess access, RelaunchTexts texts, JdbcClient jdbc, MessageSource messages, Clock clock) {
        this.access = access;
        this.texts = texts;
        this.jdbc = jdbc;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * A page of it, in the order of names.
     *
     * @param state only these; null: all
     * @param after a partner: the page starts behind it
     */
    public Page<OutcomeRow> rows(RelaunchNumber number, @Nullable MessageState state, @Nullable Long after, int limit) {
        var rows = read(access.toRead(number), state, after, limit + 1);
        var page = rows.stream().limit(limit).toList();
        return new Page<>(page, rows.size() > limit ? page.get(limit - 1).partner() : null);
    }

    /** All of it as CSV in the order of names, some rows in memory at a time; a spreadsheet finds no formula in it. */
    public void write(RelaunchNumber number, Locale language, Appendable out) throws IOException {
        var run = access.toRead(number);
        try (var csv = new CSVPrinter(out, FRENCH_SPREADSHEET)) {
            csv.printRecord(COLUMNS.stream().map(column -> text("relaunch.csv." + column, language)));
            var rows = read(run, null, null, ROWS_AT_ONCE);
            while (!rows.isEmpty()) {
                for (var row : rows) {
                    csv.printRecord(cells(row, language));
                }
                rows = read(run, null, rows.get(rows.size() - 1).partner(), ROWS_AT_ONCE);
            }
        }
    }

    private Stream<String> cells(OutcomeRow row, Locale language) {
        return Stream.of(
                        row.name(),
                        text("relaunch.kind." + row.kind(), language),
                        String.valueOf(row.contracts()),
                        row.address(),
                        row.state() == null ? "" : text("relaunch.state." + row.state(), language),
                        row.reason() == null ? "" : texts.reason(row.reason(), language),
                        row.detail(),
                        String.valueOf(row.attempts()),
                        dateTime(row.sentAt()),
                        dateTime(row.finishedAt()))
                .map(RelaunchOutcome::withoutFormula);
    }

    /** A spreadsheet calculates what begins so; an apostrophe makes it plain text. A phone number is none. */
    private static String withoutFormula(@Nullable String cell) {
        if (cell == null) {
            return "";
        }
        return FORMULA.matcher(cell).lookingAt() && !E164.matcher(cell).matches() ? "'" + cell : cell;
    }

    private String dateTime(@Nullable Instant instant) {
        return instant == null ? "" : DATE_TIME.format(instant.atZone(clock.getZone()));
    }

    private String text(String key, Locale language) {
        return String.valueOf(messages.getMessage(key, null, key.substring(key.lastIndexOf('.') + 1), language));
    }

    private List<OutcomeRow> read(Relaunch run, @Nullable MessageState state, @Nullable Long after, int limit) {
        return jdbc.sql("""
                        select shown.partner_id, concat_ws(' ', partner.given_name, partner.family_name) as name,
                          partner.kind, shown.contracts, coalesce(message.address, shown.address) as address,
                          coalesce(message.state, case when shown.skipped is not null then 'SKIPPED' end) as state,
                          coalesce(message.reason, shown.skipped) as reason, message.detail,
                          coalesce(message.attempts, 0) as attempts, message.sent_at, message.finished_at
                        from relaunch_recipient shown
                        join partner on partner.id = shown.partner_id
                        left join message_outcome message on message.flow = :flow and message.run = :run
                          and message.recipient = shown.partner_id
                        where shown.relaunch_id = :relaunch
                          and (cast(:after as bigint) is null or (partner.search_name, partner.id) > (
                            select last.search_name, last.id from partner last where last.id = :after))
                          and (cast(:state as text) is null
                            or coalesce(message.state, case when shown.skipped is not null then 'SKIPPED' end) = :state)
                        order by partner.search_name, partner.id
                        limit :limit
                        """)
                .param("flow", run.dispatch().flow())
                .param("run", run.dispatch().run())
                .param("relaunch", run.id())
                .param("after", after)
                .param("state", state == null ? null : state.name())
                .param("limit", limit)
                .query(RelaunchOutcome::row)
                .list();
    }

    private static OutcomeRow row(ResultSet row, int number) throws SQLException {
        return new OutcomeRow(
                row.getLong("partner_id"),
                row.getString("name"),
                PartnerKind.valueOf(row.getString("kind")),
                row.getInt("contracts"),
                row.getString("address"),
                row.getString("state"),
                row.getString("reason"),
                row.getString("detail"),
                row.getInt("attempts"),
                RelaunchReading.instant(row, "sent_at"),
                RelaunchReading.instant(row, "finished_at"));
    }
}

package fr.paraphe.campaign;

import static org.apache.commons.csv.CSVFormat.EXCEL;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerKind;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
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

/** Whom a campaign reached, who has read it and who has not (C-27); of the accounts that the person at work sees. */
@Service
public class CampaignDeliveries {

    private static final int ROWS_AT_ONCE = 1_000;
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss");
    private static final CSVFormat FRENCH_SPREADSHEET =
            EXCEL.builder().setDelimiter(';').get();
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\t\r\n]");
    private static final List<String> COLUMNS =
            List.of("account", "reference", "partner", "kind", "delivered", "read", "toSign", "signed");

    private final CampaignAccess access;
    private final MessageSource messages;
    private final JdbcClient jdbc;
    private final Clock clock;

    CampaignDeliveries(CampaignAccess access, MessageSource messages, JdbcClient jdbc, Clock clock) {
        this.access = access;
        this.messages = messages;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A page of it, in the order of names.
     *
     * @param read only those who have, or have not; null: all
     * @param after a partner: the page starts behind it
     */
    public CampaignPage<CampaignDelivery> rows(
            CampaignNumber number, @Nullable Boolean read, @Nullable Long after, int limit) {
        var rows = read(access.toRead(number), Order.OF_NAMES, read, after, limit + 1);
        return CampaignPage.of(rows, limit, CampaignDelivery::partner);
    }

    /** All of it as CSV, some rows in memory at a time; a spreadsheet finds no formula in it. */
    public void write(CampaignNumber number, @Nullable Boolean read, Locale language, Appendable out)
            throws IOException {
        var campaign = access.toRead(number);
        try (var csv = new CSVPrinter(out, FRENCH_SPREADSHEET)) {
            csv.printRecord(COLUMNS.stream().map(column -> text("campaign.csv." + column, language)));
            var rows = read(campaign, Order.OF_IDS, read, null, ROWS_AT_ONCE);
            while (!rows.isEmpty()) {
                for (var row : rows) {
                    csv.printRecord(cells(row, language));
                }
                rows = read(
                        campaign, Order.OF_IDS, read, rows.get(rows.size() - 1).partner(), ROWS_AT_ONCE);
            }
        }
    }

    private Stream<String> cells(CampaignDelivery row, Locale language) {
        return Stream.of(
                        row.account(),
                        row.reference(),
                        row.name(),
                        text("campaign.partnerKind." + row.kind(), language),
                        dateTime(row.deliveredAt()),
                        dateTime(row.readAt()),
                        String.valueOf(row.toSign()),
                        String.valueOf(row.signed()))
                .map(cell -> FORMULA.matcher(cell).lookingAt() ? "'" + cell : cell);
    }

    private String dateTime(@Nullable Instant instant) {
        return instant == null ? "" : DATE_TIME.format(instant.atZone(clock.getZone()));
    }

    private String text(String key, Locale language) {
        return messages.getMessage(key, null, language);
    }

    /** People look for names; all rows one after the other are read fastest by their key. */
    private enum Order {
        OF_NAMES("p.search_name, p.id", "select last.search_name, last.id from partner last where last.id = :after"),
        OF_IDS("r.partner_id", ":after");

        private final String key;
        private final String last;

        Order(String key, String last) {
            this.key = key;
            this.last = last;
        }
    }

    private List<CampaignDelivery> read(
            Campaign campaign, Order order, @Nullable Boolean read, @Nullable Long after, int limit) {
        return jdbc.sql("""
                        select r.*, a.code, p.reference, concat_ws(' ', p.given_name, p.family_name) as name, p.kind,
                          signatures.to_sign, signatures.signed
                        from campaign_delivery r
                        join partner p on p.id = r.partner_id
                        join account a on a.id = r.account_id
                        cross join lateral (
                          select count(*) filter (where f.signature <> 'NONE') as to_sign,
                            count(*) filter (where f.signature not in ('NONE', 'ASKED')) as signed
                          from campaign_document d
                          join document f on f.partner_id = p.id and f.origin = :origin || d.id
                          where d.campaign_id = r.campaign_id and d.asked) signatures
                        where r.campaign_id = :campaign and r.account_id = any(:accounts)
                          and (cast(:read as boolean) is null
                            or (r.read_at is not null) = :read and r.delivered_at is not null)
                          and (cast(:after as bigint) is null or (%1$s) > (%2$s))
                        order by %1$s
                        limit :limit
                        """.formatted(order.key, order.last))
                .param("campaign", campaign.id())
                .param("origin", CampaignReaching.ORIGIN + campaign.number() + "/")
                .param(
                        "accounts",
                        access.scope().accounts().stream().map(AccountId::value).toArray(Long[]::new))
                .param("read", read)
                .param("after", after)
                .param("limit", limit)
                .query(CampaignDeliveries::row)
                .list();
    }

    private static CampaignDelivery row(ResultSet row, int number) throws SQLException {
        return new CampaignDelivery(
                row.getLong("partner_id"),
                row.getString("code"),
                row.getString("reference"),
                row.getString("name"),
                PartnerKind.valueOf(row.getString("kind")),
                row.getObject("reached_at", OffsetDateTime.class).toInstant(),
                instant(row, "delivered_at"),
                instant(row, "read_at"),
                row.getInt("to_sign"),
                row.getInt("signed"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}

package fr.paraphe.vault;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The documents as they are stored: what can be found, and the little that may change. */
@Repository
class Documents {

    private static final String COLUMNS = """
            document.*, type.code as type_code, type.label as type_label,
            (select bytes from vault_content where vault_content.sha256 = document.sha256) as bytes
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Documents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<VaultDocument> find(DocumentId id) {
        return find(id, "");
    }

    /** The same; nobody else changes it until the transaction ends. */
    Optional<VaultDocument> findToChange(DocumentId id) {
        return find(id, " for update of document");
    }

    private Optional<VaultDocument> find(DocumentId id, String lock) {
        return jdbc.sql("select " + COLUMNS + "from document join document_type type on type.id = type_id"
                        + " where document.id = ?" + lock)
                .param(id.value())
                .query((row, number) -> document(row))
                .optional();
    }

    Optional<VaultDocument> find(PartnerId partner, String origin) {
        return jdbc.sql("select " + COLUMNS + "from document join document_type type on type.id = type_id"
                        + " where partner_id = ? and origin = ?")
                .params(partner.value(), origin)
                .query((row, number) -> document(row))
                .optional();
    }

    /** The latest first. Partner by partner, so that each one's index gives its page in order and no more is read. */
    List<VaultDocument> page(
            Collection<PartnerId> partners, DocumentFilter filter, @Nullable DocumentId after, int size) {
        var conditions = new StringBuilder();
        var params = new HashMap<String, Object>();
        if (after != null) {
            conditions.append(" and document.id < :after");
            params.put("after", after.value());
        }
        if (filter.text() != null) {
            conditions.append(" and not exists (select from regexp_split_to_table(search_text(:text), ' ') word"
                    + " where position(word in search_name) = 0 and position(word in type.search_label) = 0)");
            params.put("text", filter.text());
        }
        if (filter.type() != null) {
            conditions.append(" and type.code = :type");
            params.put("type", filter.type());
        }
        if (filter.from() != null) {
            conditions.append(" and filed_at >= cast(:from as timestamptz)");
            params.put("from", startOf(filter.from()));
        }
        if (filter.to() != null) {
            conditions.append(" and filed_at < cast(:to as timestamptz)");
            params.put("to", startOf(filter.to().plusDays(1)));
        }
        if (filter.toSign()) {
            conditions.append(" and signature = 'ASKED'");
        }
        if (filter.unread()) {
            conditions.append(" and first_read_at is null");
        }
        return jdbc.sql("""
                        select found.*
                        from unnest(cast(:partners as bigint[])) as mine(partner)
                        cross join lateral (
                          select %s
                          from document join document_type type on type.id = document.type_id
                          where document.partner_id = mine.partner%s
                          order by document.id desc
                          limit :size
                        ) as found
                        order by id desc
                        limit :size
                        """.formatted(COLUMNS, conditions))
                .params(params)
                .param("partners", ids(partners))
                .param("size", size)
                .query((row, number) -> document(row))
                .list();
    }

    PartnerVault.Counts counts(Collection<PartnerId> partners) {
        return jdbc.sql("""
                        select count(*) as documents,
                          count(*) filter (where first_read_at is null) as unread,
                          count(*) filter (where signature = 'ASKED') as to_sign
                        from document where partner_id = any(:partners)
                        """)
                .param("partners", ids(partners))
                .query((row, number) -> new PartnerVault.Counts(
                        row.getLong("documents"), row.getLong("unread"), row.getLong("to_sign")))
                .single();
    }

    /** Whether it is the first time that its partner reads it. */
    boolean remember(DocumentId document, DocumentReader reader) {
        var now = now();
        jdbc.sql("insert into document_reading (document_id, reader, read_by, channel, read_at) values (?, ?, ?, ?, ?)")
                .params(
                        document.value(),
                        reader.kind().name(),
                        reader.by(),
                        reader.channel().name(),
                        now)
                .update();
        return reader.kind() == DocumentReader.Kind.PARTNER
                && jdbc.sql("update document set first_read_at = ? where id = ? and first_read_at is null")
                                .params(now, document.value())
                                .update()
                        > 0;
    }

    /** The latest first. */
    List<DocumentReading> readings(DocumentId document, int atMost) {
        return jdbc.sql("select * from document_reading where document_id = ? order by id desc limit ?")
                .params(document.value(), atMost)
                .query((row, number) -> new DocumentReading(
                        new DocumentReader(
                                DocumentReader.Kind.valueOf(row.getString("reader")),
                                row.getString("read_by"),
                                DocumentReader.Channel.valueOf(row.getString("channel"))),
                        row.getObject("read_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Whether its signature was asked for, and is no more. */
    boolean settle(DocumentId document, SignatureState state, Instant at) {
        return jdbc.sql("update document set signature = ?, signature_at = ? where id = ? and signature = 'ASKED'")
                        .params(state.name(), at.atOffset(ZoneOffset.UTC), document.value())
                        .update()
                > 0;
    }

    int settleAll(String chosenSql, Map<String, ?> params, SignatureState state) {
        return jdbc.sql("""
                        update document set signature = :state, signature_at = :now
                        from (%s) chosen
                        where document.account_id = chosen.account_id and document.origin = chosen.origin
                          and document.signature = 'ASKED'
                        """.formatted(chosenSql))
                .params(params)
                .param("state", state.name())
                .param("now", now())
                .update();
    }

    /** Drops some documents whose retention ended before this day and that no hold keeps, and tells their contents. */
    List<Sha256> dropPastRetention(LocalDate today, int atMost) {
        return jdbc.sql("""
                        with past as (
                          select id from document
                          where retained_until < :today and not on_legal_hold(partner_id)
                          limit :atMost for update skip locked
                        )
                        delete from document using past where document.id = past.id returning document.sha256
                        """)
                .param("today", today)
                .param("atMost", atMost)
                .query((row, number) -> Sha256.ofDigest(row.getBytes(1)))
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toOffsetDateTime();
    }

    private static Long[] ids(Collection<PartnerId> partners) {
        return partners.stream().map(PartnerId::value).distinct().toArray(Long[]::new);
    }

    private static VaultDocument document(ResultSet row) throws SQLException {
        return new VaultDocument(
                new DocumentId(row.getLong("id")),
                new AccountId(row.getLong("account_id")),
                new PartnerId(row.getLong("partner_id")),
                row.getString("type_code"),
                row.getString("type_label"),
                row.getString("name"),
                Sha256.ofDigest(row.getBytes("sha256")),
                row.getInt("bytes"),
                row.getString("origin"),
                row.getObject("filed_at", OffsetDateTime.class).toInstant(),
                row.getString("filed_by"),
                row.getObject("retained_until", LocalDate.class),
                SignatureState.valueOf(row.getString("signature")),
                instant(row, "signature_at"),
                instant(row, "first_read_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}

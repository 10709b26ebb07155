package fr.paraphe.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;

/** Filing one PDF to 100,000 partners, against the bare SQL statement that makes the same rows. */
final class FileBench implements Bench.Measurement {

    private static final int PARTNERS = 100_000;
    private static final int TIMES = 5;

    static final String PDF = """
            %PDF-1.4
            1 0 obj
            << /Type /Catalog /Pages 2 0 R >>
            endobj
            2 0 obj
            << /Type /Pages /Kids [3 0 R] /Count 1 >>
            endobj
            3 0 obj
            << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>
            endobj
            xref
            0 4
            0000000000 65535 f\s
            0000000009 00000 n\s
            0000000058 00000 n\s
            0000000115 00000 n\s
            trailer
            << /Size 4 /Root 1 0 R >>
            startxref
            186
            %%EOF
            """;

    private static final String ROWS = """
            insert into %s (account_id, partner_id, type_id, name, search_name, sha256, origin, filed_at, filed_by,
              retained_until, signature)
            select account_id, id, (select id from document_type where code = 'attestation'), 'note', 'note',
              (select sha256 from document where origin = 'note 0' limit 1), 'bare %d', now(), 'bench',
              current_date + 1826, 'NONE'
            from partner where account_id = (select id from account where code = 'filing') and kind = 'TEMPORARY_WORKER'
            """;

    @Override
    public void run(Path work, Bench.Table table) throws Exception {
        try (var cluster = Cluster.start(work)) {
            cluster.create("filing");
            try (var application =
                            Application.start(work, cluster.url("filing"), Application.Setting.sendingNothing());
                    var database = cluster.connect("filing")) {
                application.open("filing").fill(database, PARTNERS, 1);
                file(application, 0);
                var bare = new ArrayList<Double>();
                var plain = new ArrayList<Double>();
                var ours = new ArrayList<Double>();
                for (var i = 1; i <= TIMES; i++) {
                    bare.add(seconds(database, ROWS.formatted("document", i)));
                    execute(database, "create table plain as select * from document limit 0");
                    plain.add(seconds(database, ROWS.formatted("plain", i)));
                    execute(database, "drop table plain");
                    var begin = System.nanoTime();
                    var count = file(application, i);
                    ours.add((System.nanoTime() - begin) / 1e9);
                    table.exactly("partners reached, round " + i, count, PARTNERS);
                    execute(database, "checkpoint");
                }
                table.add(
                        "insert … select into a table without keys, seconds (median)",
                        "%.2f".formatted(SelectBench.median(plain)));
                table.add("bare insert … select, seconds (median)", "%.2f".formatted(SelectBench.median(bare)));
                table.add("POST /api/documents, seconds (median)", "%.2f".formatted(SelectBench.median(ours)));
                table.atMost("Paraphe / bare SQL", SelectBench.median(ours) / SelectBench.median(bare), 2);
            }
        }
    }

    private static long file(Application application, int round) throws Exception {
        return application
                .upload(
                        "/api/documents",
                        "agent-filing",
                        PDF.getBytes(ISO_8859_1),
                        Map.of("type", "attestation", "kind", "TEMPORARY_WORKER", "origin", "note " + round))
                .get("count")
                .longValue();
    }

    private static double seconds(Connection database, String sql) throws SQLException {
        var begin = System.nanoTime();
        execute(database, sql);
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}

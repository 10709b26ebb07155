package fr.paraphe.intake.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.paraphe.account.Account;
import fr.paraphe.account.StaffRole;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParapheTest
class ImportsApiTest {

    private static final String PARTNERS = """
            Matricule;Nature;Nom;Prénom;Langue;Mail;Téléphone
            M1;intérimaire;Lefèvre;Zoé;fr;zoe@exemple.fr;06 12 34 56 78
            M2;Salarié;Œuvrard;Gaëtan;;gaetan@exemple.fr;07 61 22 33 44
            C1;client;"Transports ""Le Rapide""; Lyon";;;;
            """;

    private static final String CONTRACTS = """
            contrat;type de contrat;salarié;client;début;fin;transmis le;statut
            K1;Contrat de travail;M1;C1;14/09/2026 08:00;30/09/2026;12/09/2026;à signer
            K2;contrat de travail;M2;C1;15/09/2026 06:30;;;
            K3;Mise à disposition;C1;;15/09/2026;;;
            """;

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    Given given;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ObjectMapper json;

    Account account;
    String agent;

    @BeforeEach
    void anAgent() {
        account = given.anyAccount();
        agent = given.agentOf(account);
    }

    @Test
    @DisplayName("§5 Partners and then their contracts go in; the same files again change nothing")
    void twice() throws Exception {
        var first = post("partners", "text/csv", PARTNERS).json;
        assertThat(counts(first)).isEqualTo("3 read, 3 created, 0 changed, 0 unchanged, 0 refused");
        assertThat(names()).containsExactly("Gaëtan Œuvrard", "Transports \"Le Rapide\"; Lyon", "Zoé Lefèvre");
        assertThat(counts(post("contracts", "text/csv", CONTRACTS).json))
                .isEqualTo("3 read, 3 created, 0 changed, 0 unchanged, 0 refused");

        assertThat(counts(post("partners", "text/csv", PARTNERS).json))
                .isEqualTo("3 read, 0 created, 0 changed, 3 unchanged, 0 refused");
        assertThat(counts(post("contracts", "text/csv", CONTRACTS).json))
                .isEqualTo("3 read, 0 created, 0 changed, 3 unchanged, 0 refused");
        assertThat(counts(post("contracts", "text/csv", CONTRACTS.replace("06:30", "07:00")).json))
                .isEqualTo("3 read, 0 created, 1 changed, 2 unchanged, 0 refused");
    }

    @Test
    @DisplayName("§5 Bad rows are told with line, column as the file calls it and reason; good rows go in")
    void badRows() throws Exception {
        var report = post("partners", "text/csv", """
                        Matricule;Nature;Nom;Langue;Service
                        M1;intérimaire;Martin;fr;x
                        M2;extraterrestre;Martin;fr;x
                        ;intérimaire;Martin;fr;x
                        M4;intérimaire;"Mar
                        tin";fr;x
                        M5;intérimaire;Martin;klingon;x
                        M6;intérimaire;Mar\u0000tin;fr;x
                        M7;intérimaire;Martin;fr;x;y
                        M8;intérimaire;Martin;en;x
                        """).json;

        assertThat(counts(report)).isEqualTo("8 read, 2 created, 0 changed, 0 unchanged, 6 refused");
        assertThat(report.path("ignoredColumns")).extracting(JsonNode::asText).containsExactly("Service");
        assertThat(report.path("refusals"))
                .extracting(row -> "%s %s %s"
                        .formatted(
                                row.path("line").asText(),
                                row.path("column").asText("-"),
                                row.path("reason").asText()))
                .containsExactly(
                        "3 Nature unknown-word",
                        "4 Matricule missing",
                        "5 Nom control-character",
                        "7 Langue unknown-word",
                        "8 Nom unreadable-character",
                        "9 - too-many-cells");
        assertThat(report.path("refusals").get(1).path("message").asText()).isEqualTo("valeur obligatoire");
    }

    @Test
    @DisplayName("§5 Contracts are checked against the directory, by the columns of the file")
    void badContracts() throws Exception {
        post("partners", "text/csv", PARTNERS);

        var report = post("contracts", "text/csv", """
                contrat;type;salarié;client;début;fin
                K1;Contrat de travail;INCONNU;;14/09/2026;
                K2;Contrat de travail;M1;M2;14/09/2026;
                K3;Contrat de travail;M1;C1;31/09/2026;
                K4;Contrat de travail;M1;C1;14/09/2026;01/09/2026
                """).json;

        assertThat(report.path("refusals"))
                .extracting(row -> row.path("line").asText() + " "
                        + row.path("column").asText() + " " + row.path("reason").asText())
                .containsExactly(
                        "2 salarié unknown-partner",
                        "3 client unknown-client",
                        "4 début wrong-date",
                        "5 fin end-before-start");
    }

    @Test
    @DisplayName("§5 A CSV file with a byte order mark, in Windows-1252 or in UTF-16 is read as what it is")
    void encodings() throws Exception {
        for (var bytes : List.of(
                ("\uFEFF" + PARTNERS).getBytes(StandardCharsets.UTF_8),
                PARTNERS.getBytes(Charset.forName("windows-1252")),
                ("\uFEFF" + PARTNERS).getBytes(StandardCharsets.UTF_16LE))) {
            var report = send("partners", "", "text/csv", BodyPublishers.ofByteArray(bytes), agent);
            assertThat(report.json.path("counts").path("refused").asInt()).isZero();
            assertThat(names()).containsExactly("Gaëtan Œuvrard", "Transports \"Le Rapide\"; Lyon", "Zoé Lefèvre");
        }
    }

    @Test
    @DisplayName("§5 A dry run reports the same and writes nothing, not even into the history")
    void dryRun() throws Exception {
        var text = PARTNERS + "M1;intérimaire;Lefebvre;Zoé;;;\nM9;?;X;;;;\n";

        var report = send("partners", "?dryRun=true", "text/csv", BodyPublishers.ofString(text), agent).json;

        assertThat(report.path("dryRun").asBoolean()).isTrue();
        assertThat(counts(report)).isEqualTo(counts(post("partners", "text/csv", text).json));
        assertThat(get("/api/imports").json).hasSize(1);
    }

    @Test
    @DisplayName("§5 A dry run leaves the directory as it was")
    void dryRunWritesNothing() throws Exception {
        send("partners", "?dryRun=true", "text/csv", BodyPublishers.ofString(PARTNERS), agent);

        assertThat(names()).isEmpty();
    }

    @Test
    @DisplayName("§5 JSON, as an array and as lines, is the same as CSV")
    void json() throws Exception {
        var array = post("partners", "application/json", """
                [{"reference": "M1", "kind": "TEMPORARY_WORKER", "familyName": "Lefèvre", "phone": "06 12 34 56 78"},
                 {"reference": "M2", "kind": "salarié", "nom": "Morel", "contact_locked": true}]
                """).json;
        assertThat(counts(array)).isEqualTo("2 read, 2 created, 0 changed, 0 unchanged, 0 refused");

        var lines = post("partners", "application/x-ndjson", """
                {"reference": "M1", "kind": "TEMPORARY_WORKER", "familyName": "Lefèvre", "phone": "06 12 34 56 78"}
                {"reference": "M2", "kind": "salarié", "nom": "Moreau", "contact_locked": true}
                """).json;
        assertThat(counts(lines)).isEqualTo("2 read, 0 created, 1 changed, 1 unchanged, 0 refused");
    }

    @Test
    @DisplayName("§5 Malformed JSON stops where it is, which is told; the rows before it are in")
    void malformedJson() throws Exception {
        var answer = post("partners", "application/json", """
                [{"reference": "M1", "kind": "client", "nom": "Lefèvre"},
                 {"reference": "M2", "kind": "client", "nom": }]
                """);

        assertThat(answer.status).isEqualTo(422);
        assertThat(answer.json.path("type").asText()).endsWith("/import-unreadable");
        assertThat(answer.json.path("detail").asText()).contains("Ligne 2");
        assertThat(answer.json.path("report").path("stopped").path("reason").asText())
                .isEqualTo("json-malformed");
        assertThat(names()).containsExactly("Lefèvre");
    }

    @Test
    @DisplayName("§5 A missing mandatory column refuses the whole file by that column's name")
    void missingColumn() throws Exception {
        var answer = post("partners", "text/csv", "Matricule;Nom\nM1;Martin\n");

        assertThat(answer.status).isEqualTo(422);
        assertThat(answer.json.path("detail").asText()).contains("kind");
        assertThat(names()).isEmpty();
    }

    @Test
    @DisplayName("§5 100,000 rows go in")
    void manyRows() throws Exception {
        var header = "matricule;nature;nom;téléphone\n";
        var body = stream(
                header,
                100_000,
                i -> "M%06d;intérimaire;Martin %d;06 12 %02d %02d %02d\n"
                        .formatted(i, i, i / 10_000 % 100, i / 100 % 100, i % 100));

        var report = send("partners", "", "text/csv", BodyPublishers.ofInputStream(() -> body), agent).json;

        assertThat(counts(report)).isEqualTo("100000 read, 100000 created, 0 changed, 0 unchanged, 0 refused");
    }

    @Test
    @DisplayName("§5 Many refusals: the first thousand are told, all are counted")
    void manyRefusals() throws Exception {
        var body = stream("matricule;nature;nom\n", 2_500, i -> "M%d;;Martin\n".formatted(i));

        var report = send("partners", "", "text/csv", BodyPublishers.ofInputStream(() -> body), agent).json;

        assertThat(report.path("counts").path("refused").asInt()).isEqualTo(2_500);
        assertThat(report.path("refusals")).hasSize(1_000);
        assertThat(get("/api/imports/" + report.path("id").asLong()).json.path("refusals"))
                .hasSize(1_000);
    }

    @Test
    @DisplayName("§5 A line of 150 MB is given up, not held in memory; what stands before it is in")
    void endlessLine() throws Exception {
        var block = "x".repeat(1_000_000);
        var body = stream("matricule;nature;nom\nM1;client;Martin\nM2;client;", 150, i -> block);

        var answer = send("partners", "", "text/csv", BodyPublishers.ofInputStream(() -> body), agent);

        assertThat(answer.status).isEqualTo(422);
        assertThat(answer.json.path("report").path("stopped").path("reason").asText())
                .isEqualTo("row-too-long");
        assertThat(answer.json.path("report").path("stopped").path("line").asLong())
                .isEqualTo(3);
        assertThat(names()).containsExactly("Martin");
    }

    @Test
    @DisplayName("§5 A cell that looks like a formula is text like any other, kept as it came")
    void formula() throws Exception {
        post("partners", "text/csv", "matricule;nature;nom\nM1;client;\"=HYPERLINK(\"\"http://x\"\")\"\n");

        assertThat(names()).containsExactly("=HYPERLINK(\"http://x\")");
    }

    @Test
    @DisplayName("§5 Another account's code, and another account's import, are unknown: 404")
    void otherAccount() throws Exception {
        var other = given.anyAccount();
        var id = post("partners", "text/csv", PARTNERS).json.path("id").asLong();

        assertThat(send("partners", "?account=" + other.code(), "text/csv", BodyPublishers.ofString(PARTNERS), agent)
                        .status)
                .isEqualTo(404);
        agent = given.agentOf(other);
        assertThat(get("/api/imports/" + id).status).isEqualTo(404);
        assertThat(get("/api/imports").json).isEmpty();
    }

    @Test
    @DisplayName("§5 An agent who sees attached accounts imports there; a signatory alone imports nowhere")
    void attachedAccount() throws Exception {
        var attached = given.attachedTo(account);
        agent = given.agentOfAllOf(account);
        var report = send(
                        "partners",
                        "?account=" + attached.code() + "&file=export.csv",
                        "text/csv",
                        BodyPublishers.ofString(PARTNERS),
                        agent)
                .json;
        assertThat(report.path("account").asText()).isEqualTo(attached.code());
        assertThat(report.path("file").asText()).isEqualTo("export.csv");

        agent = given.staffOf(account, false, StaffRole.SIGNATORY);
        assertThat(post("partners", "text/csv", PARTNERS).status).isEqualTo(403);
    }

    @Test
    @DisplayName("§5 The example files of the documentation go in without a refusal")
    void examples() throws Exception {
        assertThat(example("partners", "partenaires.csv", "text/csv")).isEqualTo("7 created, 0 refused");
        assertThat(example("contracts", "contrats.csv", "text/csv")).isEqualTo("6 created, 0 refused");
        assertThat(example("partners", "partenaires.json", "application/json")).isEqualTo("0 created, 0 refused");
        assertThat(example("contracts", "contrats.json", "application/x-ndjson"))
                .isEqualTo("0 created, 0 refused");
    }

    private String example(String subject, String file, String type) throws Exception {
        var answer = send(subject, "", type, BodyPublishers.ofFile(Path.of("docs/examples", file)), agent);
        var counts = answer.json.path("counts");
        return counts.path("created") + " created, " + counts.path("refused") + " refused";
    }

    private record Answer(int status, JsonNode json) {}

    private Answer post(String subject, String type, String body) throws Exception {
        return send(subject, "", type, BodyPublishers.ofString(body), agent);
    }

    private Answer send(String subject, String query, String type, HttpRequest.BodyPublisher body, String user)
            throws Exception {
        return answer(HttpRequest.newBuilder(uri("/api/imports/" + subject + query))
                .header("Content-Type", type)
                .header("Authorization", basic(user))
                .POST(body)
                .build());
    }

    private Answer get(String path) throws Exception {
        return answer(HttpRequest.newBuilder(uri(path))
                .header("Authorization", basic(agent))
                .build());
    }

    private Answer answer(HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), json.readTree(response.body()));
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static String basic(String user) {
        return "Basic "
                + Base64.getEncoder().encodeToString((user + ":" + Given.PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    private static String counts(JsonNode report) {
        var counts = report.path("counts");
        return "%s read, %s created, %s changed, %s unchanged, %s refused"
                .formatted(
                        counts.path("read"),
                        counts.path("created"),
                        counts.path("changed"),
                        counts.path("unchanged"),
                        counts.path("refused"));
    }

    private List<String> names() {
        return jdbc.sql("""
                        select concat_ws(' ', given_name, family_name) as name from partner
                        where account_id = ? order by concat_ws(' ', given_name, family_name) collate "C"
                        """).param(account.id().value()).query(String.class).list();
    }

    /** A text made while it is read. */
    private static InputStream stream(String start, int count, Function<Integer, String> part) {
        var parts = IntStream.range(0, count).mapToObj(part::apply).iterator();
        return new SequenceInputStream(bytes(start), new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return bytes(parts.next());
            }
        }));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}

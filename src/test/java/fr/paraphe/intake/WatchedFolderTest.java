package fr.paraphe.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.paraphe.account.Account;
import fr.paraphe.account.Accounts;
import fr.paraphe.contract.ContractKeeping;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.testing.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParapheTest
class WatchedFolderTest {

    private static final String PARTNERS = """
            matricule;nature;nom
            M1;intérimaire;Lefèvre
            M2;extraterrestre;Morel
            """;

    @TempDir
    Path folder;

    @Autowired
    Importing importing;

    @Autowired
    Imports history;

    @Autowired
    ImportReports reports;

    @Autowired
    Accounts accounts;

    @Autowired
    IntakeSettings settings;

    @Autowired
    OneNode oneNode;

    @Autowired
    ObjectMapper json;

    @Autowired
    TestClock clock;

    @Autowired
    Given given;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ContractKeeping documents;

    Account account;
    WatchedFolder watched;
    Path in;

    @BeforeEach
    void anAccountsFolder() throws IOException {
        account = given.anyAccount();
        watched = watcher();
        in = Files.createDirectories(folder.resolve(account.code()).resolve("in"));
    }

    private WatchedFolder watcher() {
        return new WatchedFolder(folder, importing, history, reports, accounts, settings, oneNode, json, clock);
    }

    @Test
    @DisplayName("§5 A file that two looks find the same is imported, moved, and has its report beside it")
    void imported() throws IOException {
        put("partenaires.csv", PARTNERS);
        watched.look();
        assertThat(in).isNotEmptyDirectory();

        watched.look();

        assertThat(in).isEmptyDirectory();
        assertThat(names("done")).hasSize(2).anyMatch(name -> name.endsWith("-partenaires.csv"));
        var report = report("done");
        assertThat(report.path("counts").path("created").asInt()).isEqualTo(1);
        assertThat(report.path("refusals").get(0).path("line").asInt()).isEqualTo(3);
        assertThat(report.path("refusals").get(0).path("column").asText()).isEqualTo("nature");
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    @DisplayName("§5 A file that is still growing is left alone, as is one with the name of a draft")
    void growing() throws IOException {
        put("partenaires.csv", PARTNERS);
        put("partenaires.csv.part", PARTNERS);
        watched.look();
        Files.writeString(in.resolve("partenaires.csv"), "M3;client;Petit\n", StandardOpenOption.APPEND);
        watched.look();
        assertThat(runs()).isZero();

        watched.look();

        assertThat(report("done").path("counts").path("created").asInt()).isEqualTo(2);
        assertThat(in.resolve("partenaires.csv.part")).exists();
    }

    @Test
    @DisplayName("§5 A file that cannot be read goes to the rejected ones, with the reason")
    void rejected() throws IOException {
        put("contrats.csv", "contrat;début\nK1;14/09/2026\n");
        lookTwice(watched);

        assertThat(report("rejected").path("stopped").path("message").asText()).contains("type", "partner");
        assertThat(in).isEmptyDirectory();
    }

    @Test
    @DisplayName("§5 Contracts come after the partners that they name, and bring their documents")
    void documents() throws IOException {
        put("contrats.csv", """
                contrat;type;salarié;début;pdf
                K1;contrat de travail;M1;14/09/2026 08:00;K1.pdf
                K2;contrat de travail;M1;14/09/2026 08:00;absent.pdf
                K3;contrat de travail;M1;14/09/2026 08:00;../../../etc/passwd
                K4;contrat de travail;M1;14/09/2026 08:00;K4.pdf
                """);
        put("partenaires.csv", PARTNERS);
        var pdf = Pdfs.saying("the contract");
        Files.write(in.resolve("K1.pdf"), pdf);
        put("K4.pdf", "MZ no contract");

        lookTwice(watched);

        assertThat(documents.pdf(account.id(), "K1").content()).isEqualTo(pdf);
        var contracts = report("done", "contrats.csv");
        assertThat(contracts.path("counts").path("created").asInt()).isEqualTo(1);
        assertThat(contracts.path("refusals"))
                .extracting(row -> row.path("line").asText() + " "
                        + row.path("column").asText() + " " + row.path("reason").asText())
                .containsExactly("3 pdf no-such-file", "4 pdf no-file-name", "5 pdf no-pdf");
        assertThat(in.resolve("K1.pdf")).exists();
    }

    @Test
    @DisplayName(
            "§5 A report that cannot be written: the file waits, in sight; later it is delivered, not imported again")
    void noRoomForTheReport() throws IOException {
        put("partenaires.csv", PARTNERS);
        var obstacle =
                Files.writeString(folder.resolve(account.code()).resolve("done"), "a file where a folder should be");
        lookTwice(watched);

        assertThat(in.resolve("partenaires.csv")).exists();
        assertThat(watched.troubles()).containsOnlyKeys(account.code() + "/in/partenaires.csv");
        assertThat(runs()).isEqualTo(1);
        lookTwice(watched);
        assertThat(runs()).as("not before it is time to try again").isEqualTo(1);

        Files.delete(obstacle);
        clock.advance(settings.retryAfter().plus(Duration.ofSeconds(1)));
        lookTwice(watched);

        assertThat(in).isEmptyDirectory();
        assertThat(report("done").path("counts").path("created").asInt()).isEqualTo(1);
        assertThat(watched.troubles()).isEmpty();
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    @DisplayName("§5 No space left on the disk for the report: the file waits, in sight; with space it is delivered")
    void fullDisk() throws IOException {
        var fullDisk = Path.of("/dev/full");
        assumeTrue(Files.exists(fullDisk), "a device that is always full");
        put("partenaires.csv", PARTNERS);
        var done = folder.resolve(account.code()).resolve("done");
        var obstacle = Files.writeString(done, "in the way until the name of the report is known");
        lookTwice(watched);
        Files.delete(obstacle);
        Files.createDirectory(done);
        var draft = ".20260916-100000-" + lastRun() + "-partenaires.csv.report.json.tmp";
        Files.createSymbolicLink(done.resolve(draft), fullDisk);

        clock.advance(settings.retryAfter().plus(Duration.ofSeconds(1)));
        lookTwice(watched);

        assertThat(watched.troubles())
                .hasEntrySatisfying(
                        account.code() + "/in/partenaires.csv",
                        trouble -> assertThat(trouble).contains("No space left on device"));
        assertThat(in.resolve("partenaires.csv")).exists();
        assertThat(done).as("no half report").isEmptyDirectory();

        clock.advance(settings.retryAfter().plus(Duration.ofSeconds(1)));
        lookTwice(watched);
        assertThat(report("done").path("counts").path("created").asInt()).isEqualTo(1);
        assertThat(watched.troubles()).isEmpty();
        assertThat(runs()).isEqualTo(1);
    }

    private long lastRun() {
        return jdbc.sql("select max(id) from import_run where account_id = ?")
                .param(account.id().value())
                .query(Long.class)
                .single();
    }

    @Test
    @DisplayName("§5 Another node, or this one after a restart, delivers what went in, and does not import it again")
    void restarted() throws IOException {
        put("partenaires.csv", PARTNERS);
        var obstacle = Files.writeString(folder.resolve(account.code()).resolve("done"), "in the way");
        lookTwice(watched);
        Files.delete(obstacle);

        lookTwice(watcher());

        assertThat(report("done").path("counts").path("created").asInt()).isEqualTo(1);
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    @DisplayName("§5 The same file dropped again later is imported again, and changes nothing")
    void droppedAgain() throws IOException {
        put("partenaires.csv", PARTNERS);
        lookTwice(watched);
        put("partenaires.csv", PARTNERS);
        lookTwice(watched);

        assertThat(runs()).isEqualTo(2);
        assertThat(jdbc.sql(
                                "select sum(created_rows) || '/' || sum(unchanged_rows) from import_run where account_id = ?")
                        .param(account.id().value())
                        .query(String.class)
                        .single())
                .isEqualTo("1/1");
    }

    @Test
    @DisplayName("§5 While one node looks, the others do not")
    void oneNodeAtATime() throws IOException {
        put("partenaires.csv", PARTNERS);
        oneNode.attempt("paraphe watched folder", () -> lookTwice(watched));
        assertThat(runs()).isZero();

        lookTwice(watched);
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    @DisplayName("§5 A name that says nothing waits in sight; a link is not followed")
    void unknownName() throws IOException {
        put("export.csv", PARTNERS);
        var secret = Files.writeString(folder.resolve("secret.csv"), PARTNERS);
        Files.createSymbolicLink(in.resolve("partenaires.csv"), secret);
        lookTwice(watched);

        assertThat(runs()).isZero();
        assertThat(watched.troubles()).containsOnlyKeys(account.code() + "/in/export.csv");
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(in.resolve(name), text);
    }

    private static void lookTwice(WatchedFolder folder) {
        folder.look();
        folder.look();
    }

    private List<String> names(String place) throws IOException {
        try (var files = Files.list(folder.resolve(account.code()).resolve(place))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private JsonNode report(String place) throws IOException {
        return report(place, "");
    }

    private JsonNode report(String place, String file) throws IOException {
        var name = names(place).stream()
                .filter(found -> found.endsWith(file + ".report.json"))
                .findFirst()
                .orElseThrow();
        return json.readTree(
                folder.resolve(account.code()).resolve(place).resolve(name).toFile());
    }

    private int runs() {
        return jdbc.sql("select count(*) from import_run where account_id = ?")
                .param(account.id().value())
                .query(Integer.class)
                .single();
    }
}

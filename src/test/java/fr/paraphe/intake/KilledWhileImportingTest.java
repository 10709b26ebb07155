package fr.paraphe.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.testing.RunningParaphe;
import fr.paraphe.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real application, killed with {@code kill -9} while it imports a file of the watched folder, and started again.
 */
class KilledWhileImportingTest {

    private static final String AGENT = "camille";
    private static final String PASSWORD = "paraphe-demo";
    private static final int ROWS = 60_000;
    private static final Duration TO_IMPORT = Duration.ofMinutes(2);

    private final TestDatabase database = TestDatabase.fresh();

    @TempDir
    Path folder;

    /** As the business software drops it, while Paraphe runs. */
    private void dropALargeFile() throws IOException {
        var in = Files.createDirectories(folder.resolve("interim-rhone/in"));
        var draft = folder.resolve("draft.csv");
        Files.write(
                draft,
                () -> Stream.concat(
                                Stream.of("matricule;nature;nom;mail"),
                                IntStream.range(0, ROWS)
                                        .mapToObj("K%1$05d;client;Client %1$d;k%1$d@exemple.fr"::formatted))
                        .<CharSequence>map(line -> line)
                        .iterator());
        Files.move(draft, in.resolve("partenaires.csv"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    @DisplayName(
            "§5 kill -9 while importing: the file is read again, each of its rows is in once, its report is beside it")
    void killed() throws IOException {
        try (var paraphe = start()) {
            dropALargeFile();
            await("the first rows").atMost(TO_IMPORT).until(() -> counted(paraphe, run -> count(run, "created")) > 0);
            assertThat(imports(paraphe).findFirst().orElseThrow().hasNonNull("finishedAt"))
                    .as("killed in the middle")
                    .isFalse();
        }
        try (var paraphe = start()) {
            await("the end")
                    .atMost(TO_IMPORT)
                    .until(() -> imports(paraphe).anyMatch(run -> run.hasNonNull("finishedAt")));

            assertThat(counted(paraphe, run -> count(run, "created"))).isEqualTo(ROWS);
            var second = imports(paraphe).findFirst().orElseThrow();
            assertThat(count(second, "created") + count(second, "unchanged")).isEqualTo(ROWS);
            assertThat(count(second, "unchanged")).isPositive();
            assertThat(count(second, "refused")).isZero();
            await("the move").atMost(TO_IMPORT).until(() -> names("done").count() == 2);
            assertThat(names("in")).isEmpty();
        }
    }

    private RunningParaphe start() {
        return RunningParaphe.start(
                "killed-while-importing",
                database,
                Map.of(
                        "paraphe.demo.enabled", "true",
                        "paraphe.intake.folder", folder.toString(),
                        "paraphe.intake.scan-every", "500ms",
                        "paraphe.intake.batch-size", "100"));
    }

    /** The latest first. */
    private static Stream<JsonNode> imports(RunningParaphe paraphe) {
        return StreamSupport.stream(paraphe.get("/api/imports", AGENT, PASSWORD).spliterator(), false);
    }

    private static int counted(RunningParaphe paraphe, ToIntFunction<JsonNode> count) {
        return imports(paraphe).mapToInt(count).sum();
    }

    private static int count(JsonNode run, String what) {
        return run.path("counts").path(what).asInt();
    }

    private Stream<Path> names(String place) {
        try {
            return Files.list(folder.resolve("interim-rhone").resolve(place));
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}

package fr.paraphe.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * From the launch of the JVM to the end of start-up, on a database that exists already, in turns with the bare starter;
 * without and with an archive of the application's classes, as servers run it.
 */
final class StartBench implements Bench.Measurement {

    private static final int TIMES = 5;
    private static final Pattern STARTED =
            Pattern.compile("Started \\w+ in [\\d.]+ seconds \\(process running for ([\\d.]+)\\)");

    private interface Launch {
        Process launch(Path log) throws Exception;
    }

    @Override
    public void run(Path work, Bench.Table table) throws Exception {
        try (var cluster = Cluster.start(work)) {
            cluster.create("paraphe");
            cluster.create("bare");
            var archive = work.resolve("paraphe.jsa");
            Files.deleteIfExists(archive);
            archive(work, cluster, archive);
            Launch plain = log -> paraphe(work, cluster, "-Xmx1g");
            Launch archived = log -> paraphe(work, cluster, "-Xmx1g", "-XX:SharedArchiveFile=" + archive);
            Launch bare = log -> Children.start(log, Map.of(), bare(work, cluster.url("bare")));
            var log = work.resolve("paraphe.log");
            var bareLog = work.resolve("bare.log");
            seconds(bare, bareLog);
            var theirs = new ArrayList<Double>();
            var ours = new ArrayList<Double>();
            var oursArchived = new ArrayList<Double>();
            for (var i = 0; i < TIMES; i++) {
                theirs.add(seconds(bare, bareLog));
                ours.add(seconds(plain, log));
                oursArchived.add(seconds(archived, log));
            }
            var baseline = SelectBench.median(theirs);
            table.add("bare Camunda webapp starter, seconds (median)", "%.1f".formatted(baseline));
            table.add(
                    "Paraphe without an archive, seconds (median), ratio",
                    "%.1f, %.2f".formatted(SelectBench.median(ours), SelectBench.median(ours) / baseline));
            table.add(
                    "Paraphe with its class data archive, seconds (median)",
                    "%.1f".formatted(SelectBench.median(oursArchived)));
            table.atMost("Paraphe with its archive / bare starter", SelectBench.median(oursArchived) / baseline, 1.3);
        }
    }

    private static Process paraphe(Path work, Cluster cluster, String... jvm) throws Exception {
        var setting = Application.Setting.sendingNothing().with(jvm);
        return Application.launch(work, cluster.url("paraphe"), setting).process();
    }

    /** As docs/operations.md says: a start that ends at once leaves the archive of its classes behind. */
    private static void archive(Path work, Cluster cluster, Path archive) throws Exception {
        var training = paraphe(
                work, cluster, "-Xmx1g", "-XX:ArchiveClassesAtExit=" + archive, "-Dspring.context.exit=onRefresh");
        if (training.waitFor() != 0) {
            throw new IllegalStateException("no archive; see " + work.resolve("paraphe.log"));
        }
    }

    private static double seconds(Launch launch, Path log) throws Exception {
        Files.deleteIfExists(log);
        var process = launch.launch(log);
        var found = new double[1];
        Children.await("start-up, see " + log, Duration.ofMinutes(2), () -> {
            var started = STARTED.matcher(Files.readString(log));
            if (started.find()) {
                found[0] = Double.parseDouble(started.group(1));
            }
            return found[0] > 0;
        });
        Children.stop(process);
        return found[0];
    }

    private static List<String> bare(Path work, String url) throws Exception {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java") + "",
                "-Xmx1g",
                "-jar",
                work.resolve("bare/bare-camunda.jar") + "",
                "--server.port=" + Children.freePort(),
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=",
                "--camunda.bpm.admin-user.id=demo",
                "--camunda.bpm.admin-user.password=demo",
                "--camunda.bpm.generic-properties.properties.history-time-to-live=P180D");
    }
}

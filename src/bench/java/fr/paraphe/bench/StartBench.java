package fr.paraphe.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * From the launch of the JVM to the end of start-up, on a database that exists already, in turns with the bare starter.
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
            Launch paraphe = log -> {
                var application =
                        Application.launch(work, cluster.url("paraphe"), Application.Setting.sendingNothing());
                return application.process();
            };
            Launch bare = log -> Children.start(log, Map.of(), bare(work, cluster.url("bare")));
            var log = work.resolve("bare.log");
            seconds(paraphe, work.resolve("paraphe.log"));
            seconds(bare, log);
            var ours = new ArrayList<Double>();
            var theirs = new ArrayList<Double>();
            for (var i = 0; i < TIMES; i++) {
                theirs.add(seconds(bare, log));
                ours.add(seconds(paraphe, work.resolve("paraphe.log")));
            }
            table.add("bare Camunda webapp starter, seconds (median)", "%.1f".formatted(SelectBench.median(theirs)));
            table.add("Paraphe, seconds (median)", "%.1f".formatted(SelectBench.median(ours)));
            table.atMost("Paraphe / bare starter", SelectBench.median(ours) / SelectBench.median(theirs), 1.3);
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

package fr.paraphe.testing;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.FileSystemUtils;
import org.yaml.snakeyaml.Yaml;

/**
 * What Dockerfile and docker-compose.yml tell a container engine, done without one: layers, user, entry point, health
 * check and environment are read from these two files. The base image is this machine, with the tests' own Java.
 */
public final class Image {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern INSTRUCTION = Pattern.compile("(?m)^([A-Z]+) (.+)$");
    private static final Pattern FROM_A_STAGE = Pattern.compile("--from=\\w+ /layers/(\\S+?)/? \\./");
    private static final Pattern DEMANDED = Pattern.compile("\\$\\{(\\w+):\\?[^}]*}");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** @param arguments as they stand in the Dockerfile, on one line */
    private record Instruction(String name, String arguments) {}

    private final List<Instruction> instructions;
    private final Map<String, ?> service;
    private final Path layers;
    private final Path home;

    private Image(List<Instruction> instructions, Map<String, ?> service, Path layers, Path home) {
        this.instructions = instructions;
        this.service = service;
        this.layers = layers;
        this.home = home;
    }

    /**
     * Builds it from the packaged jar.
     *
     * @param folder an empty one, which the image's user may look into
     */
    public static Image build(Path folder) throws IOException {
        var dockerfile = Files.readString(Path.of("Dockerfile")).replaceAll("\\\\\\R\\s*", "");
        var instructions = INSTRUCTION
                .matcher(dockerfile)
                .results()
                .map(found -> new Instruction(found.group(1), found.group(2)))
                .toList();
        Map<String, Map<String, Map<String, ?>>> compose =
                new Yaml().load(Files.readString(Path.of("docker-compose.yml")));
        var image = new Image(
                instructions,
                compose.get("services").get("application"),
                Files.createDirectories(folder.resolve("layers")),
                Files.createDirectories(folder.resolve("home")));
        image.extract();
        image.copyLayers();
        return image;
    }

    /** The first stage: the jar is copied and extracted. */
    private void extract() throws IOException {
        var jar = one("COPY", "target/.*").split(" ");
        Files.copy(Path.of(jar[0]), layers.resolve(jar[1]));
        var extraction = one("RUN", "java .*").split(" ");
        extraction[0] = JAVA;
        var process = new ProcessBuilder(extraction)
                .directory(layers.toFile())
                .inheritIO()
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("the jar is not extracted");
        }
        Files.delete(layers.resolve(jar[1]));
    }

    private void copyLayers() throws IOException {
        for (var layer : copiedLayers()) {
            FileSystemUtils.copyRecursively(layers.resolve(layer), home);
        }
    }

    private List<String> copiedLayers() {
        return arguments("COPY")
                .map(FROM_A_STAGE::matcher)
                .filter(Matcher::matches)
                .map(copied -> copied.group(1))
                .toList();
    }

    /** Files of layers that the image leaves out. */
    public List<Path> leftOut() throws IOException {
        var copied = copiedLayers();
        try (var files = Files.walk(layers)) {
            return files.filter(Files::isRegularFile)
                    .map(layers::relativize)
                    .filter(file -> !copied.contains(file.getName(0).toString()))
                    .toList();
        }
    }

    /** The number of the user that it runs as. */
    public String user() {
        return one("USER", "\\d+");
    }

    /** How long it may take until it is healthy, before an engine says that it is not. */
    public Duration toBeHealthy() {
        var check = one("HEALTHCHECK", ".*");
        var retries = Integer.parseInt(check.replaceAll(".*--retries=(\\d+).*", "$1"));
        return option(check, "start-period").plus(option(check, "interval").multipliedBy(retries));
    }

    private static Duration option(String check, String name) {
        return DurationStyle.detectAndParse(check.replaceAll(".*--" + name + "=(\\w+).*", "$1"));
    }

    /** How long it may take to end before it is killed. */
    public Duration stopGracePeriod() {
        return DurationStyle.detectAndParse(service.get("stop_grace_period").toString());
    }

    /** Whether it may write beside its temporary files. */
    public boolean isReadOnly() {
        return Boolean.TRUE.equals(service.get("read_only"));
    }

    /** The variables for which there is no default: the image's, each with what .env must hold for it. */
    public Map<String, String> demanded() {
        var demanded = new TreeMap<String, String>();
        environment().forEach((name, value) -> {
            var variable = DEMANDED.matcher(value);
            if (variable.matches()) {
                demanded.put(name, variable.group(1));
            }
        });
        return demanded;
    }

    /** What the application is given, but for what is demanded and not there. */
    public Map<String, String> environment(Map<String, String> dotEnv) {
        var given = new HashMap<String, String>();
        environment().forEach((name, value) -> {
            var variable = DEMANDED.matcher(value);
            if (!variable.matches()) {
                given.put(name, value);
            } else if (dotEnv.containsKey(variable.group(1))) {
                given.put(name, dotEnv.get(variable.group(1)));
            }
        });
        return given;
    }

    private Map<String, String> environment() {
        var environment = new TreeMap<String, String>();
        ((Map<?, ?>) service.get("environment"))
                .forEach((name, value) -> environment.put(name.toString(), value.toString()));
        return environment;
    }

    /** Starts its entry point as its user, with this environment and no other. */
    public Process run(Map<String, String> environment, File log) throws IOException {
        var command = command(json(one("ENTRYPOINT", ".*")));
        var process = new ProcessBuilder(asItsUser(command))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log);
        process.environment().clear();
        process.environment().put("LANG", "C.UTF-8");
        process.environment().putAll(environment);
        return process.start();
    }

    /** Whether its own health check says so. */
    public boolean isHealthy(int port) throws IOException {
        var check = json(one("HEALTHCHECK", ".*").replaceAll(".* CMD ", ""));
        return new ProcessBuilder(asItsUser(check.stream().map(atPort(port)).toList()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .onExit()
                        .join()
                        .exitValue()
                == 0;
    }

    private UnaryOperator<String> atPort(int port) {
        var exposed = one("EXPOSE", "\\d+");
        return argument -> argument.replace("/" + exposed, "/" + port);
    }

    private static List<String> command(List<String> entryPoint) {
        var command = new ArrayList<>(entryPoint);
        command.replaceAll(argument -> argument.equals("java") ? JAVA : argument);
        return command;
    }

    private List<String> asItsUser(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        return Stream.concat(
                        Stream.of(
                                "setpriv",
                                "--reuid=" + user(),
                                "--regid=" + user(),
                                "--clear-groups",
                                "--no-new-privs",
                                "--"),
                        command.stream())
                .toList();
    }

    /** Whether the tests may choose whom it runs as. */
    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> json(String array) {
        try {
            return List.of(JSON.readValue(array, String[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<String> arguments(String instruction) {
        return instructions.stream()
                .filter(each -> each.name().equals(instruction))
                .map(Instruction::arguments);
    }

    private String one(String instruction, String pattern) {
        var found = arguments(instruction)
                .filter(arguments -> arguments.matches(pattern))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(
                    instruction + " " + pattern + ": " + found.stream().collect(joining(", ", "found ", "")));
        }
        return found.get(0);
    }
}

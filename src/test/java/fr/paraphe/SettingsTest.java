package fr.paraphe;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** The documentation names every setting with its default, and none that does not exist. */
class SettingsTest {

    /** Read without a record. */
    private static final Map<String, String> OTHERS = Map.of(
            "paraphe.public-url", "http://localhost:8080",
            "paraphe.demo.enabled", "without a database of one's own",
            "paraphe.secret", "none",
            "paraphe.vault.purge-at", "0 30 2 * * *");

    private static final Pattern TABLE = Pattern.compile("\\| `(paraphe\\..*)…` \\| default \\| \\|");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| .+ \\|");

    private final PropertySource<?> configured = configured();

    @Test
    @DisplayName("R-27 the documented settings are those that there are, with their defaults; the prices among them")
    void documented() throws IOException {
        assertThat(documented("docs/settings.md", "docs/import.md"))
                .containsExactlyEntriesOf(settings())
                .containsKey("paraphe.relaunch.price-per-hundred-sms");
    }

    private static Map<String, String> documented(String... files) throws IOException {
        var found = new TreeMap<String, String>();
        for (var file : files) {
            var prefix = "";
            for (var line : Files.readAllLines(Path.of(file))) {
                var table = TABLE.matcher(line);
                var row = ROW.matcher(line);
                if (table.matches()) {
                    prefix = table.group(1);
                } else if (!line.startsWith("|")) {
                    prefix = "";
                } else if (!prefix.isEmpty() && row.matches()) {
                    found.put(prefix + row.group(1), row.group(2).replace("`", ""));
                }
            }
        }
        return found;
    }

    private Map<String, String> settings() {
        var records = new ClassPathScanningCandidateComponentProvider(false);
        records.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var all = records.findCandidateComponents("fr.paraphe").stream()
                .map(found -> ClassUtils.resolveClassName(Objects.requireNonNull(found.getBeanClassName()), null))
                .flatMap(type -> settings(
                        type.getAnnotation(ConfigurationProperties.class).value(), type))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
        all.putAll(OTHERS);
        return all;
    }

    private Stream<Map.Entry<String, String>> settings(String prefix, Class<?> type) {
        return Stream.of(type.getRecordComponents()).flatMap(component -> {
            var name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
            return component.getType().isRecord()
                    ? settings(name, component.getType())
                    : Stream.of(Map.entry(name, defaultOf(name, type, component)));
        });
    }

    /** What the configuration file says goes before what the record says. */
    private String defaultOf(String name, Class<?> type, RecordComponent component) {
        var value = configured.getProperty(name);
        if (value != null) {
            return value.toString();
        }
        return Stream.of(type.getDeclaredConstructors()[0].getParameters())
                .filter(parameter -> parameter.getName().equals(component.getName()))
                .map(parameter -> parameter.getAnnotation(DefaultValue.class))
                .filter(Objects::nonNull)
                .map(annotation -> String.join(",", annotation.value()))
                .findFirst()
                .orElse("none");
    }

    private static PropertySource<?> configured() {
        try {
            return new YamlPropertySourceLoader()
                    .load("application", new FileSystemResource("src/main/resources/application.yaml"))
                    .get(0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

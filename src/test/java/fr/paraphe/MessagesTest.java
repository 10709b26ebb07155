package fr.paraphe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every text and every page, whoever adds one. */
class MessagesTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern INLINE = Pattern.compile(
            "<style|\\sstyle=|\\sth:style|<script(?![^>]*\\ssrc=)(?![^>]*\\sth:src=)|\\son[a-z]+=|hx-on");

    @ParameterizedTest
    @MethodSource("frenchFiles")
    @DisplayName("each text exists in French and in English, with the same placeholders")
    void inStep(Path french) throws IOException {
        var fr = texts(french);
        var en = texts(french.resolveSibling(french.getFileName().toString().replace(".properties", "_en.properties")));

        assertThat(en.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(fr.stringPropertyNames());
        for (var key : fr.stringPropertyNames()) {
            assertThat(placeholders(en.getProperty(key))).as(key).isEqualTo(placeholders(fr.getProperty(key)));
        }
    }

    @ParameterizedTest
    @MethodSource("frenchFiles")
    @DisplayName("no text of one module hides another's")
    void distinct(Path file) throws IOException {
        for (var other : frenchFiles().filter(one -> !one.equals(file)).toList()) {
            assertThat(texts(file).stringPropertyNames())
                    .as("%s and %s", file.getFileName(), other.getFileName())
                    .doesNotContainAnyElementsOf(texts(other).stringPropertyNames());
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    @DisplayName("no page has a style or a script in it: the content security policy would drop it")
    void nothingInline(Path template) throws IOException {
        assertThat(Files.readString(template)).doesNotContainPattern(INLINE);
    }

    static Stream<Path> frenchFiles() throws IOException {
        return files(MESSAGES, "glob:**.properties").stream()
                .filter(file -> !file.toString().endsWith("_en.properties"));
    }

    /** But for mails, whose readers know no other style than the one in each element. */
    static Stream<Path> templates() throws IOException {
        return files(TEMPLATES, "glob:**.html").stream()
                .filter(template -> !template.endsWith(Path.of("message", "mail.html")));
    }

    private static List<Path> files(Path root, String glob) throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(root.getFileSystem().getPathMatcher(glob)::matches)
                    .toList();
        }
    }

    private static Properties texts(Path file) throws IOException {
        var texts = new Properties();
        try (var reader = Files.newBufferedReader(file, UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }

    private static int placeholders(String text) {
        return text.contains("{") ? new MessageFormat(text).getFormatsByArgumentIndex().length : 0;
    }
}

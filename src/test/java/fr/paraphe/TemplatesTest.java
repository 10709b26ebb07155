package fr.paraphe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TemplatesTest {

    /**
     * Mail programs know no style sheets: the mail's page is left out. A script or a style in the page itself, a
     * handler in an attribute, an address that is a script.
     */
    private static final Pattern INLINE = Pattern.compile(
            "<script(?![^>]*\\bsrc=)|<style\\b|\\s(?:th:)?on[a-z]+=|\\s(?:th:)?style=|javascript:|\\bth:utext",
            Pattern.CASE_INSENSITIVE);

    /** The engine replaces an element before it asks whether it is there at all. */
    private static final Pattern ASKED_TOO_LATE = Pattern.compile(
            "<[^>]*th:(?:if|unless)=[^>]*th:(?:replace|insert)=|<[^>]*th:(?:replace|insert)=[^>]*th:(?:if|unless)=");

    @Test
    @DisplayName("No element is replaced and asked for at once: its condition would not be heard")
    void conditionsAreHeard() throws IOException {
        assertThat(found(ASKED_TOO_LATE)).isEmpty();
    }

    @Test
    @DisplayName("§5 no page carries a script, a style or a handler of its own, and none writes text unescaped")
    void nothingInline() throws IOException {
        assertThat(found(INLINE)).isEmpty();
    }

    private static List<String> found(Pattern wrong) throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(Path.of("src/main/resources/templates"))) {
            for (var file : files.filter(
                            path -> path.toString().endsWith(".html") && !path.endsWith("message/mail.html"))
                    .toList()) {
                wrong.matcher(Files.readString(file)).results().forEach(one -> found.add(file + ": " + one.group()));
            }
        }
        return found;
    }
}

package fr.paraphe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    @Test
    @DisplayName("§5 no page carries a script, a style or a handler of its own, and none writes text unescaped")
    void nothingInline() throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(Path.of("src/main/resources/templates"))) {
            for (var file : files.filter(
                            path -> path.toString().endsWith(".html") && !path.endsWith("message/mail.html"))
                    .toList()) {
                INLINE.matcher(Files.readString(file)).results().forEach(one -> found.add(file + ": " + one.group()));
            }
        }

        assertThat(found).isEmpty();
    }
}

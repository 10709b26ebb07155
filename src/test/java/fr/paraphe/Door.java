package fr.paraphe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;

import fr.paraphe.account.StaffRole;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.testing.Visitor.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A way into the application and the decision who may come in there, as a file in src/test/resources tells it.
 *
 * @param pattern the path, with {@code {name}} for what stands for a thing
 * @param sample what is sent there, or asked by a GET; null: nothing
 */
record Door(
        String method,
        String pattern,
        Set<Role> admitted,
        @Nullable String sample) {

    /** Those who come. */
    enum Role {
        ANONYMOUS,
        PARTNER,
        AGENT(StaffRole.AGENT),
        MANAGER(StaffRole.MANAGER),
        SIGNATORY(StaffRole.SIGNATORY),
        SUPPORT(StaffRole.SUPPORT),
        OPERATOR(StaffRole.OPERATOR);

        final @Nullable StaffRole ofStaff;

        Role() {
            this(null);
        }

        Role(@Nullable StaffRole ofStaff) {
            this.ofStaff = ofStaff;
        }

        boolean isStaff() {
            return ofStaff != null;
        }
    }

    /** What an address names, by its place there. */
    interface Things {

        /** @param end where the variable ends in this pattern; of a {@code $name}, any */
        String at(String pattern, int end);
    }

    static final Pattern VARIABLE = Pattern.compile("\\{[^{}]*(\\{[^{}]*}[^{}]*)*}");

    private static final String BOUNDARY = "part";

    static List<Door> decided(String file) throws IOException {
        try (var lines = Files.lines(Path.of("src/test/resources", file))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Door::read)
                    .toList();
        }
    }

    private static Door read(String line) {
        var words = line.split("\\s+", 4);
        if (words.length < 3) {
            throw new IllegalArgumentException("METHOD /pattern who, please: " + line);
        }
        return new Door(words[0], words[1], roles(words[2]), words.length > 3 ? words[3] : null);
    }

    private static Set<Role> roles(String who) {
        return switch (who) {
            case "everybody" -> EnumSet.allOf(Role.class);
            case "callers" -> EnumSet.noneOf(Role.class);
            case "staff" ->
                Stream.of(Role.values()).filter(Role::isStaff).collect(toCollection(() -> EnumSet.noneOf(Role.class)));
            default ->
                Stream.of(who.split("\\+"))
                        .map(word -> Role.valueOf(word.toUpperCase()))
                        .collect(toCollection(() -> EnumSet.noneOf(Role.class)));
        };
    }

    String name() {
        return method + " " + pattern;
    }

    boolean isForPrograms() {
        return pattern.startsWith("/api/") || pattern.startsWith("/engine-rest/");
    }

    boolean isOfPortal() {
        return pattern.equals("/portal") || pattern.startsWith("/portal/");
    }

    boolean isChange() {
        return !method.equals("GET");
    }

    /** The same door of another interface. */
    Door under(String prefix) {
        return new Door(method, prefix + pattern, admitted, sample);
    }

    /**
     * What stands for things is filled in by its place, {@code /relaunches/{number}}, or by its name, {@code $task}.
     */
    String path(Things things) {
        var path = VARIABLE.matcher(pattern)
                .replaceAll(found -> things.at(pattern, found.end()))
                .replace("/**", "");
        return isChange() || sample == null ? path : path + "?" + filled(sample, things);
    }

    /** @param token of the page's forms; null: there is none, or a header brings it */
    Content content(Things things, @Nullable String token) {
        if (!isChange()) {
            return Content.NONE;
        }
        var text = sample == null ? "" : filled(sample, things);
        if (text.startsWith("{") || text.startsWith("[")) {
            return Content.of("application/json", text);
        }
        if (text.equals("@pdf")) {
            return new Content("application/pdf", Pdfs.saying("Notice"));
        }
        if (token != null) {
            text = (text.isEmpty() ? "" : text + "&") + "_csrf=" + token;
        }
        if (text.contains("@pdf")) {
            return multipart(text);
        }
        return isForPrograms() && text.isEmpty() ? Content.NONE : Content.of("application/x-www-form-urlencoded", text);
    }

    private static String filled(String sample, Things things) {
        return Pattern.compile("\\$\\w+").matcher(sample).replaceAll(found -> things.at(found.group(), 0));
    }

    private static Content multipart(String form) {
        var body = new ByteArrayOutputStream();
        try {
            for (var field : form.split("&")) {
                var pair = field.split("=", 2);
                var isFile = pair[1].equals("@pdf");
                body.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + pair[0] + "\""
                                + (isFile ? "; filename=\"notice.pdf\"\r\nContent-Type: application/pdf" : "")
                                + "\r\n\r\n")
                        .getBytes(UTF_8));
                body.write(isFile ? Pdfs.saying("Notice") : pair[1].getBytes(UTF_8));
                body.write("\r\n".getBytes(UTF_8));
            }
            body.write(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Content("multipart/form-data; boundary=" + BOUNDARY, body.toByteArray());
    }
}

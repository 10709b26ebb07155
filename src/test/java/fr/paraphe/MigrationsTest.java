package fr.paraphe;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Migrations only add, so that nodes of the version before go on working until they are replaced. What is not surely an
 * addition is refused here; whoever is sure writes it down with the reason.
 */
class MigrationsTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern FILE = Pattern.compile("V(.+?)__.+\\.sql");

    /**
     * What the version before knows: raised with each release. Before the first, the state that was tried side by side.
     */
    private static final MigrationVersion KNOWN = MigrationVersion.fromVersion("1.60");

    /** Begins of statements that the version before bears, each with why. */
    private static final Map<String, String> BORNE = Map.of(
            "create trigger document_on_hold before delete on document",
            "what is on hold must not be erased by a node of the version before either",
            "create unique index mission_of_request on mission",
            "over a column that the version before leaves empty, where it holds for nothing",
            "alter table proposal_mail drop constraint proposal_mail_kind_check, add check",
            "of the kinds that the version before writes, and of further ones",
            "do $$ begin execute format( 'create index partner_by_words on partner",
            "an index",
            "update occurrence o set first_n",
            "of a column that the version before does not know",
            "drop index partner_by_reference",
            "the version before is slower without it, for as long as it runs");

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");
    private static final Pattern STATEMENT =
            Pattern.compile("(?:\\$\\$.*?\\$\\$|'(?:[^']|'')*'|[^;])+", Pattern.DOTALL);
    private static final Pattern NEW_TABLE = Pattern.compile("create table (\\w+) .*");

    /** Nothing that is there gets another shape; no row that could be written before is refused now. */
    private static final Pattern ADDITION = Pattern.compile(
            "comment on .*|create (table|sequence|function|index) .*|alter table \\w+ add (column )?\\w+ \\w+ ?(?!.*\\bnot null\\b(?!.*\\bdefault\\b)).*");

    private static final Pattern NOT_IN_AN_ADDED_COLUMN = Pattern.compile(
            "alter table \\w+ add (constraint|unique|primary|foreign|check|exclude)\\b.*|alter table .*,\\s*(add|drop|alter|rename)\\b.*");

    private static final Pattern OF_A_TABLE = Pattern.compile(
            "(?:alter table|create unique index.*? on|create trigger .*? on|insert into|update) (\\w+).*");

    record Migration(MigrationVersion version, String sql) {

        List<String> statements() {
            return MigrationsTest.statements(sql).toList();
        }
    }

    private static Stream<String> statements(String sql) {
        return STATEMENT
                .matcher(COMMENT.matcher(sql).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .map(statement -> statement.replaceAll("\\s+", " ").trim().toLowerCase(Locale.ROOT))
                .filter(statement -> !statement.isEmpty());
    }

    @Test
    @DisplayName("What came since the version before only adds to its tables")
    void onlyAdditions() {
        var since = migrations()
                .filter(migration -> migration.version().compareTo(KNOWN) > 0)
                .toList();
        var ours = tablesOf(since.stream().flatMap(migration -> migration.statements().stream()));

        assertThat(since)
                .isNotEmpty()
                .allSatisfy(migration -> assertThat(migration.statements())
                        .as("V" + migration.version())
                        .allMatch(statement -> isAddition(statement, ours) || isBorne(statement)));
        assertThat(BORNE.keySet())
                .as("exceptions in use")
                .allMatch(begin -> since.stream()
                        .flatMap(migration -> migration.statements().stream())
                        .anyMatch(statement -> statement.startsWith(begin)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table partner",
                "alter table partner drop column mail",
                "alter table partner rename column mail to address",
                "alter table partner rename to person",
                "alter table partner alter column mail type varchar(10)",
                "alter table partner alter column mail set not null",
                "alter table partner add column zone text not null",
                "alter table partner add zone text not null check (zone <> '')",
                "alter table partner add column zone text, drop column mail",
                "alter table partner add column zone text not null, add column place text default ''",
                "alter table partner add constraint one_mail unique (mail)",
                "alter table partner add check (mail is not null)",
                "create unique index on partner (mail)",
                "create trigger refused before insert on partner for each row execute function refuse()",
                "update partner set mail = null",
                "delete from partner",
                "truncate partner"
            })
    @DisplayName("What the version before would not bear is found")
    void refused(String statement) {
        assertThat(isAddition(statement, Set.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table partner add column zone text",
                "alter table partner add column zone text not null default 'fr'",
                "alter table partner add zone integer check (zone > 0)",
                "create index on partner (mail)",
                "create unique index on zone (name)",
                "insert into zone values (1)"
            })
    @DisplayName("What it bears is let through, and so is all that is done to a new table")
    void borne(String statement) {
        assertThat(isAddition(statement, Set.of("zone"))).isTrue();
    }

    private static boolean isAddition(String statement, Set<String> newTables) {
        var table = OF_A_TABLE.matcher(statement);
        return ADDITION.matcher(statement).matches()
                        && !NOT_IN_AN_ADDED_COLUMN.matcher(statement).matches()
                || table.matches() && newTables.contains(table.group(1));
    }

    private static boolean isBorne(String statement) {
        return BORNE.keySet().stream().anyMatch(statement::startsWith);
    }

    private static Set<String> tablesOf(Stream<String> statements) {
        return statements
                .map(NEW_TABLE::matcher)
                .filter(Matcher::matches)
                .map(table -> table.group(1))
                .collect(toSet());
    }

    private static Stream<Migration> migrations() {
        try (var files = Files.walk(MIGRATIONS)) {
            return files
                    .map(file -> Map.entry(file, FILE.matcher(file.getFileName().toString())))
                    .filter(file -> file.getValue().matches())
                    .map(file -> new Migration(
                            MigrationVersion.fromVersion(file.getValue().group(1)), read(file.getKey())))
                    .sorted(Comparator.comparing(Migration::version))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package fr.paraphe;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.paraphe.Door.Role;
import fr.paraphe.Door.Things;
import fr.paraphe.account.AccountOption;
import fr.paraphe.account.StaffRole;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every door of the application and of the engine, and everybody who may stand before it. */
@ParapheTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityMatrixTest {

    private static final String DOORS = "doors.txt";

    /** What changes by itself: sessions, and what is counted. */
    private static final String RESTLESS = "web_session|act_ru_meter|dispatch_pace|shedlock";

    private static final List<String> ENGINES =
            List.of("/engine-rest", "/engine-rest/engine/default", "/camunda/api/engine/engine/default");

    @Autowired
    List<RequestMappingInfoHandlerMapping> mappings;

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    ResourceConfig engineRest;

    @Autowired
    Given given;

    @Autowired
    JdbcClient database;

    @LocalServerPort
    int port;

    @Nullable
    OneOfEach made;

    OneOfEach things;
    final Map<Role, String> users = new EnumMap<>(Role.class);
    final Map<Role, Visitor> browsers = new EnumMap<>(Role.class);
    final Map<Role, String> portalTokens = new EnumMap<>(Role.class);
    final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

    /** Made once for all tests: it takes a while. */
    @BeforeEach
    void everybody() throws IOException {
        things = made == null ? welcome(oneOfEach()) : made;
        wrong.clear();
    }

    private OneOfEach welcome(OneOfEach first) {
        made = first;
        for (var role : Role.values()) {
            if (role.ofStaff != null) {
                users.put(role, given.staffOf(first.account, false, role.ofStaff));
            }
            comeIn(role, first);
        }
        return first;
    }

    private OneOfEach oneOfEach() throws IOException {
        return beans.createBean(OneOfEach.class).make();
    }

    private void comeIn(Role role, OneOfEach things) {
        var browser = Visitor.at(port);
        browser.get("/login");
        if (role.isStaff()) {
            browser.login(users.get(role), Given.PASSWORD);
            browser.get("/camunda/app/tasklist/default/");
        } else if (role == Role.PARTNER) {
            browser.submit(
                    "/portal/login", "/portal/login", Map.of("mail", things.mail, "password", OneOfEach.PASSWORD));
        }
        portalTokens.put(
                role,
                browser.formToken(role == Role.PARTNER ? "/portal/alerts" : "/portal/login")
                        .orElseThrow());
        browsers.put(role, browser);
    }

    @Test
    @DisplayName("Each endpoint has a decision who may come in, and each decision an endpoint")
    void decisions() throws IOException {
        var there = endpoints();
        var decided = Door.decided(DOORS).stream().map(Door::name).collect(toCollection(TreeSet::new));

        var undecided = new TreeSet<>(there);
        undecided.removeAll(decided);
        var stale = new TreeSet<>(decided);
        stale.removeAll(there);

        assertThat(undecided)
                .as(
                        "Say who may come in there, one line each in src/test/resources/%s: " + "METHOD /pattern  who",
                        DOORS)
                .isEmpty();
        assertThat(stale)
                .as("There is no such endpoint (any more): remove these lines from src/test/resources/%s", DOORS)
                .isEmpty();
    }

    @Test
    @DisplayName("§5 who may not come in is sent to the login or refused, at every door, and changes nothing")
    void refused() throws IOException {
        var before = contents();

        for (var door : Door.decided(DOORS)) {
            for (var role : Role.values()) {
                if (!door.admitted().contains(role)) {
                    var answer = enter(door, role, things::real);
                    check(isRefused(door, answer), door, role, answer);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    @DisplayName("§5 who may come in is neither refused nor sent to the login, and no made-up id breaks anything")
    void admitted() throws IOException {
        for (var door : Door.decided(DOORS)) {
            for (var role : door.admitted()) {
                var answer = enter(door, role, things::madeUp);
                var tells = !door.pattern().startsWith("/actuator")
                        && (answer.body().contains("Exception") || answer.body().contains("org.postgresql"));
                check(!isRefused(door, answer) && !tells, door, role, answer);
                if (door.pattern().equals("/portal/sessions/end")) {
                    comeIn(role, things);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("§5 another account's thing is not there, whatever is asked of it; its owner finds it")
    void others() throws IOException {
        var anothers = oneOfEach();
        var stranger = given.staffOf(
                given.accountWith(AccountOption.values()),
                false,
                StaffRole.AGENT,
                StaffRole.MANAGER,
                StaffRole.SIGNATORY);
        var ofStaff = Door.decided(DOORS).stream()
                .filter(door ->
                        Stream.of(Role.AGENT, Role.MANAGER, Role.SIGNATORY).anyMatch(door.admitted()::contains))
                .toList();
        var before = contents();

        for (var door : ofStaff) {
            if (door.isChange() && !names(anothers, door)) {
                continue;
            }
            var answer = enter(door, stranger, anothers::real);
            check(isHidden(anothers, door, answer), door, null, answer);
            if (!door.isChange() && door.sample() == null) {
                var path = door.path(anothers::real);
                var asked = Visitor.at(port)
                        .sendAs(
                                stranger,
                                Given.PASSWORD,
                                "GET",
                                path + "?account=" + anothers.account.code(),
                                Visitor.Content.NONE);
                check(isHidden(anothers, door, asked), door, null, asked);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(contents()).isEqualTo(before);

        ofStaff.stream()
                .filter(door -> isAbout(anothers, door) && !door.pattern().endsWith("/signed")) // nothing is signed
                .sorted(Comparator.comparing((Door door) ->
                        List.of("GET", "PUT", "PATCH", "POST", "DELETE").indexOf(door.method())))
                .forEach(door -> {
                    var answer = enter(door, anothers.owner, anothers::real);
                    check(answer.statusCode() != 404, door, null, answer);
                });
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("§5 the engine's own doors: what leads past the processes is an operator's alone")
    void engine() throws IOException {
        Door.decided("engine-doors.txt").parallelStream()
                .flatMap(door -> ENGINES.stream().map(door::under))
                .forEach(door -> meet(door, atTheEngine(door, EnumSet.allOf(Role.class))));

        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("§5 every other door of the engine: readings are staff's alone, changes an operator's")
    void restOfTheEngine() throws IOException {
        var there = EngineDoors.all(engineRest);
        assertThat(there).hasSizeGreaterThan(300);
        var decided = Door.decided("engine-doors.txt").stream()
                .map(door -> door.name().replaceAll("\\{[^}]*}", "{}"))
                .toList();
        there.parallelStream()
                .filter(door -> !decided.contains(door.name().replaceAll("\\{[^}]*}", "{}")))
                .flatMap(door -> ENGINES.stream().map(door::under))
                .forEach(door -> {
                    var refused = door.isChange()
                            ? EnumSet.complementOf(EnumSet.of(Role.OPERATOR))
                            : EnumSet.of(Role.ANONYMOUS, Role.PARTNER);
                    meet(door, atTheEngine(door, refused));
                });

        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("§5 the engine's webapps: Tasklist for staff, Cockpit and Admin for operators")
    void webapps() throws IOException {
        for (var door : Door.decided("webapp-doors.txt")) {
            meet(door, EnumSet.allOf(Role.class));
        }

        assertThat(wrong).isEmpty();
    }

    /** The second and third of the engine's interfaces are the first one's twins: two roles are enough there. */
    private static Set<Role> atTheEngine(Door door, EnumSet<Role> roles) {
        if (!door.pattern().startsWith("/engine-rest/") || door.pattern().startsWith("/engine-rest/engine/")) {
            roles.retainAll(EnumSet.of(Role.ANONYMOUS, Role.AGENT));
        }
        return roles;
    }

    private void meet(Door door, Set<Role> roles) {
        for (var role : roles) {
            var answer = enter(door, role, things::madeUp);
            if (isRefused(door, answer) == door.admitted().contains(role)) {
                tell(door, role, answer);
            }
        }
    }

    @Test
    @DisplayName("§5 every page says what browsers may do with it: run its own files alone, in no other site's frame")
    void headers() throws IOException {
        for (var door : Door.decided(DOORS)) {
            if (!door.isChange()) {
                for (var role : List.of(Role.ANONYMOUS, Role.PARTNER, Role.AGENT)) {
                    var answer = browsers.get(role).send("GET", door.path(things::real), Visitor.Content.NONE);
                    check(isFenced(answer), door, role, answer);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static boolean isFenced(HttpResponse<String> answer) {
        var policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        return policy.startsWith("default-src 'self';")
                && !policy.contains("script-src")
                && !policy.contains("unsafe-eval")
                && policy.contains("frame-ancestors 'self'")
                && says(answer, "X-Content-Type-Options", "nosniff")
                && says(answer, "X-Frame-Options", "SAMEORIGIN|DENY")
                && says(answer, "Referrer-Policy", "same-origin")
                && answer.headers().allValues("Set-Cookie").stream().allMatch(SecurityMatrixTest::isFenced);
    }

    /** The token that the scripts of our own pages send back is theirs to read. */
    private static boolean isFenced(String cookie) {
        return cookie.contains("SameSite=Lax") && (cookie.contains("HttpOnly") || cookie.startsWith("XSRF-PARAPHE="));
    }

    private static boolean says(HttpResponse<String> answer, String header, String value) {
        return answer.headers().firstValue(header).orElse("").matches(value);
    }

    private TreeSet<String> endpoints() {
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(SecurityMatrixTest::names)
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<String> names(RequestMappingInfo mapping) {
        var methods = mapping.getMethodsCondition().getMethods();
        return mapping.getPatternValues().stream()
                .flatMap(pattern -> (methods.isEmpty() ? Stream.of(RequestMethod.GET) : methods.stream())
                        .map(method -> method + " " + pattern));
    }

    /** Whether its address names a thing that one account alone has. */
    private static boolean isAbout(OneOfEach things, Door door) {
        return Door.VARIABLE
                        .matcher(door.pattern())
                        .results()
                        .anyMatch(variable -> things.has(door.pattern(), variable.end()))
                || door.sample() != null
                        && door.sample().startsWith("task=")
                        && things.has(door.sample().substring("task=".length()), 0);
    }

    /** The same, or what is sent there names one. */
    private static boolean names(OneOfEach things, Door door) {
        return isAbout(things, door) || door.sample() != null && door.sample().contains("$");
    }

    private HttpResponse<String> enter(Door door, Role role, Things ids) {
        if (role.isStaff() && door.isForPrograms()) {
            return enter(door, users.get(role), ids);
        }
        var content = door.content(ids, door.isOfPortal() ? portalTokens.get(role) : null);
        return browsers.get(role).send(door.method(), door.path(ids), content);
    }

    private HttpResponse<String> enter(Door door, String user, Things ids) {
        return Visitor.at(port).sendAs(user, Given.PASSWORD, door.method(), door.path(ids), door.content(ids, null));
    }

    private static boolean isRefused(Door door, HttpResponse<String> answer) {
        var status = answer.statusCode();
        if (status == 401 || status == 403) {
            return true;
        }
        var to = answer.headers().firstValue("Location").map(URI::create).orElse(null);
        return status == 302
                && to != null
                && to.getQuery() == null
                && to.getPath().equals(door.isOfPortal() ? "/portal/login" : "/login");
    }

    /** Whether it is not there for whoever asked, and nothing of it is told but what was asked with. */
    private static boolean isHidden(OneOfEach things, Door door, HttpResponse<String> answer) {
        var status = answer.statusCode();
        return !things.isToldBy(answer.body())
                && (!isAbout(things, door) || status == 404)
                && (!door.isChange() || status >= 400);
    }

    private void check(boolean right, Door door, @Nullable Role role, HttpResponse<String> answer) {
        if (!right || answer.statusCode() >= 500) {
            tell(door, role, answer);
        }
    }

    private void tell(Door door, @Nullable Role role, HttpResponse<String> answer) {
        wrong.add("%s %s: %d %s %s"
                .formatted(
                        role == null ? "" : role,
                        door.name(),
                        answer.statusCode(),
                        answer.headers().firstValue("Location").orElse(""),
                        answer.body()
                                .substring(0, Math.min(answer.body().length(), 300))
                                .replaceAll("\\s+", " ")));
    }

    /** A sum of each table, once what was under way has come to rest. */
    private Map<String, String> contents() {
        var last = new TreeMap<String, String>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            var now = sums();
            var rests = now.equals(last);
            last.clear();
            last.putAll(now);
            return rests;
        });
        return last;
    }

    private Map<String, String> sums() {
        var tables = database.sql("""
                        select table_schema || '.' || table_name from information_schema.tables
                        where table_schema in ('paraphe', 'camunda') and table_type = 'BASE TABLE'
                          and table_name !~ ?""").param(RESTLESS).query(String.class).list();
        var all = tables.stream()
                .map(table ->
                        "select '%1$s' as name, count(*) || ' ' || coalesce(sum(hashtext(t::text)::bigint), 0) as sum from %1$s t"
                                .formatted(table))
                .collect(joining(" union all "));
        return database
                .sql(all)
                .query((row, number) -> Map.entry(row.getString("name"), row.getString("sum")))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}

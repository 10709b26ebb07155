package fr.paraphe.account.login;

import static fr.paraphe.account.StaffRole.AGENT;
import static fr.paraphe.account.StaffRole.MANAGER;
import static fr.paraphe.account.StaffRole.OPERATOR;
import static fr.paraphe.account.StaffRole.SIGNATORY;
import static fr.paraphe.account.StaffRole.SUPPORT;
import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import fr.paraphe.account.StaffRole;
import fr.paraphe.camunda.identity.StartableProcess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The addresses, by who may come in there. */
final class Doors {

    /** The engine's REST interface: its own, the same with the engine named, and the one that its webapps use. */
    private static final List<String> ENGINES =
            List.of("/engine-rest", "/engine-rest/engine/default", "/camunda/api/engine/engine/default");

    static final RequestMatcher FOR_PROGRAMS = any("/api/**", "/engine-rest/**");

    static final RequestMatcher ENGINE_WEBAPPS = any("/camunda/**");

    static final RequestMatcher ENGINE_WEBAPPS_API = any("/camunda/api/**");

    static final RequestMatcher LOGOUT = matcher(HttpMethod.POST, "/logout");

    /** Tasklist's own logout button: it must end the whole login, or the next page would log in again. */
    static final RequestMatcher WEBAPP_LOGOUT = matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/default/logout");

    static final RequestMatcher STATIC = any("/webjars/**", "/*.css", "/*.js", "/*.svg", "/*.ico");

    /**
     * Callbacks are told from forgeries by their signature, and calendars are found by a secret, which their own module
     * checks.
     */
    static final RequestMatcher OPEN = new OrRequestMatcher(
            STATIC, any("/", "/login", "/error", "/callbacks/**", "/calendars/*", "/actuator/health/**"));

    static final RequestMatcher CALLBACKS = any("/callbacks/**");

    /** The engine itself would let everybody read through Cockpit's interface. */
    static final RequestMatcher OPERATIONS = any(
            "/actuator/**",
            "/camunda/app/cockpit/**",
            "/camunda/api/cockpit/**",
            "/camunda/app/admin/**",
            "/camunda/api/admin/plugin/**",
            "/camunda/api/admin/setup/**");

    /** Addresses where something is changed, and the roles that may. */
    record Change(RequestMatcher where, StaffRole... by) {

        String[] roles() {
            return Stream.of(by).map(StaffRole::name).toArray(String[]::new);
        }
    }

    /**
     * Who changes what through pages and REST; the first that fits decides. It is asked before anything is looked at,
     * so that nobody without the role learns whether a thing is there or how far it is. A module may narrow it further.
     */
    static final List<Change> CHANGES = List.of(
            new Change(
                    new OrRequestMatcher(
                            matcher(HttpMethod.POST, "/api/accounts"), matcher(HttpMethod.POST, "/api/staff")),
                    SUPPORT,
                    OPERATOR),
            new Change(changing("/console/contracts/signature-step/*"), SIGNATORY),
            new Change(changing("/*/synchronisations/**"), AGENT, MANAGER, SUPPORT, OPERATOR),
            new Change(changing("/*/campaigns/**"), MANAGER),
            new Change(changing("/*/personal-data-requests/**", "/*/partners/*/legal-hold"), MANAGER, SUPPORT),
            new Change(
                    changing(
                            "/*/relaunches/**",
                            "/*/missions/**",
                            "/*/offerings/**",
                            "/*/offering-categories/**",
                            "/*/tasks/**",
                            "/*/documents/**",
                            "/*/partners/*/documents/**",
                            "/*/partners/*/vault/**"),
                    AGENT,
                    MANAGER),
            new Change(changing("/api/**", "/console/**"), AGENT, MANAGER, SUPPORT));

    /**
     * What staff changes through the engine's own interface: tasks, comments, and the starts below. Everything else
     * there that is not a reading (deploying is running code; identities, variables, jobs, evaluations) is for
     * operators.
     */
    static final RequestMatcher ENGINE_WORK = new OrRequestMatcher(Stream.of(
                    engine(
                            HttpMethod.POST,
                            "/task",
                            "/task/count",
                            "/task/{id}/claim",
                            "/task/{id}/unclaim",
                            "/task/{id}/assignee",
                            "/task/{id}/complete",
                            "/task/{id}/submit-form",
                            "/task/{id}/comment/create"),
                    engine(HttpMethod.PUT, "/task/{id}"),
                    engine(HttpMethod.POST, "/filter/{id}/list", "/filter/{id}/count", "/filter/{id}/singleResult"),
                    engine(
                            HttpMethod.POST,
                            "/process-instance",
                            "/process-instance/count",
                            "/variable-instance",
                            "/history/process-instance",
                            "/history/process-instance/count",
                            "/history/task",
                            "/history/task/count"))
            .flatMap(List::stream)
            .toList());

    /**
     * Where staff starts these processes through the engine's own interface; others are closed to all but operators.
     */
    static RequestMatcher engineStarts(Collection<StartableProcess> processes) {
        return new OrRequestMatcher(processes.stream()
                .map(StartableProcess::key)
                .flatMap(key -> Stream.of("{id:" + key + ":.+}", "key/" + key))
                .flatMap(process -> engine(
                        HttpMethod.POST,
                        "/process-definition/" + process + "/start",
                        "/process-definition/" + process + "/submit-form")
                        .stream())
                .toList());
    }

    /** The name and the password of a person: one's own, or for an operator anybody's. */
    static final RequestMatcher OWN_PROFILE =
            new OrRequestMatcher(engine(HttpMethod.PUT, "/user/{userId}/profile", "/user/{userId}/credentials"));

    static final RequestMatcher ENGINE_CHANGES = changing("/engine-rest/**", "/camunda/api/**");

    private Doors() {}

    private static List<RequestMatcher> engine(HttpMethod method, String... paths) {
        var matchers = new ArrayList<RequestMatcher>();
        for (var engine : ENGINES) {
            for (var path : paths) {
                matchers.add(matcher(method, engine + path));
            }
        }
        return matchers;
    }

    private static RequestMatcher changing(String... paths) {
        var there = any(paths);
        return request -> !Set.of("GET", "HEAD", "OPTIONS").contains(request.getMethod()) && there.matches(request);
    }

    private static RequestMatcher any(String... paths) {
        return new OrRequestMatcher(Stream.of(paths)
                .<RequestMatcher>map(path -> withDefaults().matcher(path))
                .toList());
    }

    private static RequestMatcher matcher(HttpMethod method, String path) {
        return withDefaults().matcher(method, path);
    }
}

package fr.paraphe.camunda;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.paraphe.problem.ProblemTexts;
import fr.paraphe.problem.Refusal;
import jakarta.annotation.Priority;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.jersey.ResourceConfigCustomizer;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Whatever goes wrong is told as problem details, whether it was asked for by our REST, by the engine's own
 * ({@code /engine-rest}) or by Tasklist, which calls the engine too. A refusal by one of our delegates is the same by
 * each door; of another account's things the engine tells nothing.
 */
@Configuration(proxyBeanMethods = false)
class EngineRestProblems {

    /** The webapps' own application of the engine's REST interface. */
    private static final String WEBAPPS = "Engine Api";

    private static final Logger log = LoggerFactory.getLogger(EngineRestProblems.class);

    /** For each of the engine's own mappers one that comes first. */
    private static final List<Class<?>> MAPPERS = List.of(
            OfRefusal.class,
            OfRestException.class,
            OfEngineException.class,
            OfMalformedJson.class,
            OfUnfitJson.class,
            OfAnything.class);

    @Bean
    ResourceConfigCustomizer refusalsInEngineRest() {
        return rest -> MAPPERS.forEach(rest::register);
    }

    /** Tomcat calls this after Spring Boot's own initialisers, among which the webapps register theirs. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusalsInWebapps() {
        return server -> server.addContextCustomizers(
                tomcat -> tomcat.addServletContainerInitializer((classes, context) -> inWebapps(context), null));
    }

    /** There is no servlet if the application cannot start: Spring Boot tells why, once Tomcat comes back. */
    private static void inWebapps(ServletContext context) {
        var webapps = context.getServletRegistration(WEBAPPS);
        if (webapps != null) {
            webapps.setInitParameter(
                    "jersey.config.server.provider.classnames",
                    MAPPERS.stream().map(Class::getName).collect(joining(",")));
        }
    }

    /** Jersey makes it, for each application: what Spring knows is found through the servlet context. */
    abstract static class Problems<E extends Throwable> implements ExceptionMapper<E> {

        @Context
        private ServletContext servlets;

        @Context
        private HttpHeaders request;

        @SuppressWarnings("NullAway.Init")
        Problems() {}

        @Override
        public Response toResponse(E failure) {
            if (failure instanceof WebApplicationException answer
                    && answer.getResponse().getStatus() < 400) {
                return answer.getResponse();
            }
            var spring = WebApplicationContextUtils.getRequiredWebApplicationContext(servlets);
            var problem = Refusals.in(failure)
                    .map(refusal -> spring.getBean(ProblemTexts.class).of(refusal, language()))
                    .orElseGet(() -> problem(failure, spring.getBean(ProblemTexts.class)));
            return Response.status(problem.getStatus())
                    .type(MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                    .entity(json(spring.getBean(ObjectMapper.class), members(problem)))
                    .build();
        }

        private ProblemDetail problem(Throwable failure, ProblemTexts texts) {
            var told = EngineFailure.of(failure);
            if (told.isUnexpected()) {
                log.error("A request to the engine failed unexpectedly", failure);
            }
            var problem = texts.general(told.type(), HttpStatusCode.valueOf(told.status()), language());
            if (told.words() != null) {
                problem.setDetail(told.words());
            }
            return problem;
        }

        /** {@code message} is where the engine's clients, Tasklist among them, look for what to show. */
        private static Map<String, Object> members(ProblemDetail problem) {
            var members = new LinkedHashMap<String, Object>();
            members.put("type", problem.getType().toString());
            members.put("title", String.valueOf(problem.getTitle()));
            members.put("status", problem.getStatus());
            members.put("detail", String.valueOf(problem.getDetail()));
            members.put("message", String.valueOf(problem.getDetail()));
            if (problem.getProperties() != null) {
                members.putAll(problem.getProperties());
            }
            return members;
        }

        /** French, unless somebody asks for another language. */
        private Locale language() {
            return request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE) == null
                    ? Locale.FRENCH
                    : request.getAcceptableLanguages().get(0);
        }

        private static String json(ObjectMapper mapper, Object body) {
            try {
                return mapper.writeValueAsString(body);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Provider
    @Priority(1)
    static class OfRefusal extends Problems<Refusal> {}

    @Provider
    @Priority(1)
    static class OfRestException extends Problems<RestException> {}

    @Provider
    @Priority(1)
    static class OfEngineException extends Problems<ProcessEngineException> {}

    @Provider
    @Priority(1)
    static class OfMalformedJson extends Problems<JsonParseException> {}

    @Provider
    @Priority(1)
    static class OfUnfitJson extends Problems<JsonMappingException> {}

    @Provider
    @Priority(1)
    static class OfAnything extends Problems<Throwable> {}
}

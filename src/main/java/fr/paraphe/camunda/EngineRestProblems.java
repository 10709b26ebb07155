package fr.paraphe.camunda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.paraphe.problem.ProblemTexts;
import fr.paraphe.problem.Refusal;
import jakarta.annotation.Priority;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Objects;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.springframework.boot.autoconfigure.jersey.ResourceConfigCustomizer;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * A refusal by one of our delegates is the same problem details whether it was asked for by our REST, by the engine's
 * own ({@code /engine-rest}) or by Tasklist, which calls the engine too.
 */
@Configuration(proxyBeanMethods = false)
class EngineRestProblems {

    /** The webapps' own application of the engine's REST interface. */
    private static final String WEBAPPS = "Engine Api";

    @Bean
    ResourceConfigCustomizer refusalsInEngineRest() {
        return rest ->
                rest.register(OfRefusal.class).register(OfRestException.class).register(OfEngineException.class);
    }

    /** Tomcat calls this after Spring Boot's own initialisers, among which the webapps register theirs. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusalsInWebapps() {
        return server -> server.addContextCustomizers(
                tomcat -> tomcat.addServletContainerInitializer((classes, context) -> inWebapps(context), null));
    }

    private static void inWebapps(ServletContext context) {
        var webapps = Objects.requireNonNull(
                context.getServletRegistration(WEBAPPS), "the webapps have no servlet " + WEBAPPS);
        webapps.setInitParameter(
                "jersey.config.server.provider.classnames",
                String.join(
                        ",",
                        OfRefusal.class.getName(),
                        OfRestException.class.getName(),
                        OfEngineException.class.getName()));
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
            return Refusals.in(failure)
                    .map(this::problem)
                    .orElseGet(() -> ExceptionHandlerHelper.getInstance().getResponse(failure));
        }

        /** {@code message} is where the engine's clients, Tasklist among them, look for what to show. */
        private Response problem(Refusal refusal) {
            var spring = WebApplicationContextUtils.getRequiredWebApplicationContext(servlets);
            var problem = spring.getBean(ProblemTexts.class).of(refusal, language());
            var body = new LinkedHashMap<String, Object>();
            body.put("type", problem.getType().toString());
            body.put("title", String.valueOf(problem.getTitle()));
            body.put("status", problem.getStatus());
            body.put("detail", String.valueOf(problem.getDetail()));
            body.put("message", String.valueOf(problem.getDetail()));
            body.putAll(refusal.members());
            return Response.status(problem.getStatus())
                    .type(MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                    .entity(json(spring.getBean(ObjectMapper.class), body))
                    .build();
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
}

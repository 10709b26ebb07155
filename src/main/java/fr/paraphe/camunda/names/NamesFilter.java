package fr.paraphe.camunda.names;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.paraphe.camunda.InstanceSubjects;
import fr.paraphe.camunda.names.Names.BusinessKeys;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Translates names in those answers of the engine's REST that people read: tasks, lists of tasks, process definitions,
 * and in the diagrams that the webapps draw. Forms, variables and files pass untouched, and so does whatever is no
 * JSON.
 */
class NamesFilter extends OncePerRequestFilter {

    private static final Pattern READ_BY_PEOPLE = Pattern.compile(
            ".*/(task|task/[^/]+|filter/[^/]+/(list|singleResult)|process-definition(/key)?(/[^/]+)?|history/(task|process-instance))"
                    + "|.*/camunda/api/.*/process-definition(/key)?/[^/]+/xml");

    private final Names names;
    private final LocaleResolver locales;
    private final ObjectMapper json;

    NamesFilter(Names names, LocaleResolver locales, ObjectMapper json) {
        this.names = names;
        this.locales = locales;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !READ_BY_PEOPLE.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        if (answer.getContentSize() > 0 && isJson(answer.getContentType())) {
            translate(answer, request);
        }
        answer.copyBodyToResponse();
    }

    private void translate(ContentCachingResponseWrapper answer, HttpServletRequest request) throws IOException {
        try {
            var content = json.readTree(answer.getContentAsByteArray());
            names.translate(content, locales.resolveLocale(request));
            var translated = json.writeValueAsBytes(content);
            answer.resetBuffer();
            answer.getOutputStream().write(translated);
        } catch (JacksonException e) {
            logger.warn("an answer of the engine is no JSON though it says so; it passes as it is", e);
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && (contentType.startsWith(MediaType.APPLICATION_JSON_VALUE)
                        || contentType.startsWith("application/hal+json"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Registration {

        @Bean
        BusinessKeys businessKeys(RuntimeService runtime, List<InstanceSubjects> subjects) {
            return (ids, language) -> {
                var instances = runtime.createProcessInstanceQuery().processInstanceIds(ids).list().stream()
                        .filter(instance -> instance.getBusinessKey() != null)
                        .toList();
                var words = words(instances, subjects, language);
                return instances.stream()
                        .collect(toMap(
                                ProcessInstance::getId,
                                instance -> words.getOrDefault(instance.getBusinessKey(), instance.getBusinessKey())));
            };
        }

        private static Map<String, String> words(
                List<ProcessInstance> instances, List<InstanceSubjects> subjects, Locale language) {
            var words = new HashMap<String, String>();
            for (var subject : subjects) {
                var keys = instances.stream()
                        .filter(instance -> subject.isFor(instance.getProcessDefinitionKey()))
                        .map(ProcessInstance::getBusinessKey)
                        .toList();
                if (!keys.isEmpty()) {
                    words.putAll(subject.inWords(keys, language));
                }
            }
            return words;
        }

        @Bean
        FilterRegistrationBean<NamesFilter> namesFilter(Names names, LocaleResolver locales, ObjectMapper json) {
            var registration = new FilterRegistrationBean<>(new NamesFilter(names, locales, json));
            registration.addUrlPatterns("/camunda/api/engine/*", "/engine-rest/*");
            return registration;
        }
    }
}

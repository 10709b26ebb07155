package fr.paraphe.camunda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.configuration.CamundaDeploymentConfiguration;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys {@code processes/} and {@code forms/} under their class path names, which are the same from an IDE, from
 * Maven and from the packaged jar; forms are found by {@code embedded:deployment:forms/<module>/<name>.html}.
 *
 * <p>The engine deploys anew if a resource has changed, and only then makes new start timers. So the times of the
 * {@link DailyStart}s are a resource too.
 */
@Component
class Deployment extends AbstractCamundaConfiguration implements CamundaDeploymentConfiguration {

    static final String TIMES = "settings/times.properties";

    private final ResourcePatternResolver resources;
    private final Map<String, DailyStart> starts;

    Deployment(ResourcePatternResolver resources, Map<String, DailyStart> starts) {
        this.resources = resources;
        this.starts = new TreeMap<>(starts);
    }

    @Override
    public void preInit(SpringProcessEngineConfiguration engine) {
        engine.setDeploymentResources(getDeploymentResources().toArray(Resource[]::new));
    }

    @Override
    public Set<Resource> getDeploymentResources() {
        var all = new LinkedHashSet<Resource>();
        for (var pattern : new String[] {"processes/**/*.bpmn", "forms/**/*.html", "forms/**/*.form"}) {
            all.addAll(named(pattern));
        }
        all.add(times());
        return all;
    }

    private Resource times() {
        var lines = new StringBuilder();
        starts.forEach((name, start) ->
                lines.append(name).append('=').append(start.cycle()).append('\n'));
        return new Named(TIMES, lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Set<Resource> named(String pattern) {
        var root = pattern.substring(0, pattern.indexOf('/') + 1);
        var found = new LinkedHashSet<Resource>();
        try {
            for (var resource : resources.getResources("classpath*:" + pattern)) {
                var url = resource.getURL().toString();
                found.add(new Named(url.substring(url.lastIndexOf(root)), resource.getContentAsByteArray()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** A resource that describes itself by its class path name: what the engine stores it under. */
    private static final class Named extends ByteArrayResource {
        private final String name;

        Named(String name, byte[] content) {
            super(content, name);
            this.name = name;
        }

        @Override
        public String getDescription() {
            return name;
        }
    }
}

package fr.paraphe.camunda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
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
 */
@Component
class Deployment extends AbstractCamundaConfiguration implements CamundaDeploymentConfiguration {

    private final ResourcePatternResolver resources;

    Deployment(ResourcePatternResolver resources) {
        this.resources = resources;
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
        return all;
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

package fr.paraphe.embedded;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

@Configuration(proxyBeanMethods = false)
class EmbeddedConfiguration {

    /** @param dataDirectory the folder that holds the embedded server's data */
    @ConfigurationProperties("paraphe.embedded")
    record Embedded(Path dataDirectory) {}

    @Bean(destroyMethod = "close")
    @Conditional(NoDatabaseGiven.class)
    JdbcConnectionDetails embeddedDatabase(Embedded embedded) throws IOException {
        return EmbeddedDatabase.startIn(embedded.dataDirectory());
    }

    static class NoDatabaseGiven implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment().containsProperty("spring.datasource.url")
                    && !context.getEnvironment().matchesProfiles("production", "test");
        }
    }
}

package fr.paraphe.camunda;

import static java.util.stream.Collectors.toSet;

import java.util.Set;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitializationDetector;

/** The engine creates its tables in a schema that Flyway creates: it starts after Flyway. */
class EngineAfterMigrations implements DependsOnDatabaseInitializationDetector {

    @Override
    public Set<String> detect(ConfigurableListableBeanFactory beans) {
        return Set.of(beans.getBeanNamesForType(ProcessEngineFactoryBean.class, true, false)).stream()
                .map(name -> name.replaceFirst("^&", ""))
                .collect(toSet());
    }
}

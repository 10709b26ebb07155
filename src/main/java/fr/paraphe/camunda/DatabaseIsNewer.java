package fr.paraphe.camunda;

import java.util.Arrays;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A newer version has migrated this database. Nodes that run go on, but none starts any more: it would deploy its
 * processes over the newer ones.
 */
class DatabaseIsNewer extends RuntimeException {

    private DatabaseIsNewer(MigrationInfo newest) {
        super("A newer version of Paraphe has migrated this database to %s (%s), which this version does not know."
                .formatted(newest.getVersion(), newest.getDescription()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Looked {

        @Bean
        FlywayMigrationStrategy onlyForwards() {
            return flyway -> {
                Arrays.stream(flyway.info().applied())
                        .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS)
                        .reduce((earlier, later) -> later)
                        .ifPresent(newest -> {
                            throw new DatabaseIsNewer(newest);
                        });
                flyway.migrate();
            };
        }
    }

    static class Analyzer extends AbstractFailureAnalyzer<DatabaseIsNewer> {

        @Override
        protected FailureAnalysis analyze(Throwable root, DatabaseIsNewer refused) {
            return new FailureAnalysis(
                    refused.getMessage(),
                    "Start the newer version here too, or restore the backup that was made before it"
                            + " (docs/operations.md, A new version).",
                    refused);
        }
    }
}

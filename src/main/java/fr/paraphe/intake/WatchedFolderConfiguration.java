package fr.paraphe.intake;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.paraphe.account.Accounts;
import java.time.Clock;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Watches the folder, if one is named by {@code paraphe.intake.folder}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("paraphe.intake.folder")
@EnableScheduling
class WatchedFolderConfiguration {

    @Bean
    WatchedFolder watchedFolder(
            Importing importing,
            Imports history,
            ImportReports reports,
            Accounts accounts,
            IntakeSettings settings,
            OneNode oneNode,
            ObjectMapper json,
            Clock clock) {
        return new WatchedFolder(
                requireNonNull(settings.folder()),
                importing,
                history,
                reports,
                accounts,
                settings,
                oneNode,
                json,
                clock);
    }

    @Bean
    SchedulingConfigurer watchedFolderSchedule(WatchedFolder folder, IntakeSettings settings) {
        return tasks -> tasks.addFixedDelayTask(folder::look, settings.scanEvery());
    }

    /** A folder in trouble takes no node out of service: the other doors are open, and files wait. */
    @Bean
    HealthIndicator importFolderHealthIndicator(WatchedFolder folder) {
        return () -> {
            var troubles = folder.troubles();
            return troubles.isEmpty()
                    ? Health.up().build()
                    : Health.status("DEGRADED").withDetail("waiting", troubles).build();
        };
    }
}

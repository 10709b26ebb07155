package fr.paraphe.demo;

import fr.paraphe.home.DemoPartners;
import fr.paraphe.home.DemoStaff;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** {@code paraphe.demo.enabled}: true on the embedded database, false on a database that was given. */
@Configuration(proxyBeanMethods = false)
@Conditional(DemoConfiguration.Wanted.class)
class DemoConfiguration {

    @Bean
    DemoStaff demoStaff() {
        return new DemoStaff(DemoAccounts.PASSWORD, DemoAccounts.userIds());
    }

    @Bean
    DemoPartners demoPartners() {
        return DemoSpaces.partners();
    }

    @Bean
    ApplicationRunner demoData(
            DemoAccounts accounts,
            DemoContracts contracts,
            DemoDocuments documents,
            DemoSpaces spaces,
            DemoCampaigns campaigns,
            DemoProposals proposals,
            DemoMissions missions) {
        return arguments -> {
            var opened = accounts.open();
            contracts.addMonthTo(opened);
            documents.addTo(opened);
            spaces.openIn(opened.agency());
            campaigns.addTo(opened.agency());
            proposals.addTo(opened);
            missions.addTo(opened.withoutOption());
        };
    }

    static class Wanted implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            var environment = context.getEnvironment();
            var embedded = !environment.containsProperty("spring.datasource.url");
            return !environment.matchesProfiles("production")
                    && environment.getProperty("paraphe.demo.enabled", Boolean.class, embedded);
        }
    }
}

package fr.paraphe.vault;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SealConfiguration {

    /** Production always gives a key store: the rules of its profile see to that. */
    @Bean
    SealKeys sealKeys(SealSettings settings, Clock clock) {
        return settings.keyStore() == null
                ? new GeneratedSealKeys(settings.generatedIn(), clock)
                : GivenSealKeys.open(settings);
    }
}

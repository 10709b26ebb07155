package fr.paraphe.camunda.identity;

import org.camunda.bpm.engine.IdentityService;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Both stand behind Spring Security, which knows the person, and before the engine's own filters. */
@Configuration(proxyBeanMethods = false)
class EngineFilters {

    private static final int BEHIND_SPRING_SECURITY = 0;

    @Bean
    FilterRegistrationBean<EngineIdentityFilter> engineIdentity(IdentityService identities, StaffAtWork staff) {
        var filter = new FilterRegistrationBean<>(new EngineIdentityFilter(identities, staff));
        filter.addUrlPatterns("/engine-rest/*", "/api/*", "/console/*");
        filter.setOrder(BEHIND_SPRING_SECURITY);
        return filter;
    }

    @Bean
    FilterRegistrationBean<WebappLogin> webappLogin(StaffAtWork staff) {
        var filter = new FilterRegistrationBean<>(new WebappLogin(staff));
        filter.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        filter.setOrder(BEHIND_SPRING_SECURITY);
        return filter;
    }
}

package fr.paraphe.contract.web;

import fr.paraphe.contract.OwnSignatures;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;

/** Lets this application read its own signatures, and nothing else; any other key meets the door of staff. */
@Configuration(proxyBeanMethods = false)
class OwnSignaturesDoor {

    static final String AUTHORITY = "OWN_SIGNATURES";

    @Bean
    @Order(1)
    SecurityFilterChain doorOfOwnSignatures(HttpSecurity http, OwnSignatures own) throws Exception {
        return http.securityMatcher(new AndRequestMatcher(
                        PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/api/signatures"),
                        request -> own.recognises(request.getHeader(HttpHeaders.AUTHORIZATION))))
                .anonymous(itself -> itself.principal("paraphe").authorities(AUTHORITY))
                .authorizeHttpRequests(doors -> doors.anyRequest().hasAuthority(AUTHORITY))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }
}

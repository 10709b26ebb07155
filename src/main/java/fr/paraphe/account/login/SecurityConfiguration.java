package fr.paraphe.account.login;

import static fr.paraphe.account.StaffRole.OPERATOR;

import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.TooManyLogins;
import fr.paraphe.camunda.identity.StartableProcess;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** One login for everything that staff uses: pages by a form and a session, programs by HTTP Basic without one. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    SecurityFilterChain staffDoors(HttpSecurity http, List<StartableProcess> startable) throws Exception {
        var challenge = new LoginChallenge();
        return http.authorizeHttpRequests(doors -> {
                    doors.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                            .permitAll()
                            .requestMatchers(Doors.OPEN)
                            .permitAll()
                            .requestMatchers(Doors.OPERATIONS)
                            .hasRole(OPERATOR.name());
                    Doors.CHANGES.forEach(
                            change -> doors.requestMatchers(change.where()).hasAnyRole(change.roles()));
                    doors.requestMatchers(Doors.ENGINE_WORK, Doors.engineStarts(startable))
                            .access(SecurityConfiguration::staffAlone)
                            .requestMatchers(Doors.OWN_PROFILE)
                            .access((person, request) -> new AuthorizationDecision(
                                    isOwn(person.get().getName(), request) || isOperator(person.get())))
                            .requestMatchers(Doors.ENGINE_CHANGES)
                            .hasRole(OPERATOR.name())
                            .anyRequest()
                            .access(SecurityConfiguration::staffAlone);
                })
                .formLogin(
                        form -> form.loginPage(LoginChallenge.PAGE).failureHandler(SecurityConfiguration::backToLogin))
                .httpBasic(basic -> basic.authenticationEntryPoint(challenge))
                .exceptionHandling(refusals ->
                        refusals.authenticationEntryPoint(challenge).accessDeniedHandler(SecurityConfiguration::denied))
                .logout(logout -> logout.logoutRequestMatcher(new OrRequestMatcher(Doors.LOGOUT, Doors.WEBAPP_LOGOUT))
                        .defaultLogoutSuccessHandlerFor(
                                new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT),
                                Doors.WEBAPP_LOGOUT))
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookie())
                        .csrfTokenRequestHandler(writtenAtOnce())
                        .ignoringRequestMatchers(
                                Doors.ENGINE_WEBAPPS, Doors.CALLBACKS, SecurityConfiguration::isFromProgram))
                .headers(headers -> headers.frameOptions(frames -> frames.sameOrigin())
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .cacheControl(cache -> cache.disable())
                        .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                                new NegatedRequestMatcher(new OrRequestMatcher(Doors.STATIC, Doors.ENGINE_WEBAPPS)),
                                new CacheControlHeadersWriter())))
                .build();
    }

    /** Whoever logged in elsewhere, as partners do in their spaces, is nobody here. */
    private static AuthorizationDecision staffAlone(
            Supplier<Authentication> person, RequestAuthorizationContext request) {
        return new AuthorizationDecision(CurrentStaff.isStaff(person.get()));
    }

    private static boolean isOwn(String userId, RequestAuthorizationContext request) {
        return userId.equals(
                Doors.OWN_PROFILE.matcher(request.getRequest()).getVariables().get("userId"));
    }

    /** Gives whoever has forgotten it another password. */
    private static boolean isOperator(Authentication person) {
        return person.getAuthorities().stream()
                .anyMatch(authority -> OPERATOR.authority().equals(authority.getAuthority()));
    }

    private static void backToLogin(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        var why = reason instanceof TooManyLogins ? "?limited" : "?error";
        response.sendRedirect(request.getContextPath() + LoginChallenge.PAGE + why);
    }

    /** The error page tells a missing role from a page whose token is no longer known. */
    private static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        request.setAttribute(WebAttributes.ACCESS_DENIED_403, reason);
        response.sendError(HttpStatus.FORBIDDEN.value());
    }

    /**
     * After the login one comes back to the page one wanted, at its own address, never to a part of a page or to an
     * interface.
     */
    private static HttpSessionRequestCache pagesOnly() {
        RequestMatcher page = request -> "GET".equals(request.getMethod())
                && request.getHeader("HX-Request") == null
                && String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).contains("text/html");
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(page);
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    /** The engine's webapps have a cookie and a header of their own; these have other names. */
    private static CookieCsrfTokenRepository csrfCookie() {
        var cookie = CookieCsrfTokenRepository.withHttpOnlyFalse();
        cookie.setCookieName("XSRF-PARAPHE");
        cookie.setHeaderName("X-XSRF-PARAPHE");
        cookie.setCookieCustomizer(attributes -> attributes.sameSite("Lax"));
        return cookie;
    }

    /** Forms inside Tasklist show pages of the console: they find the cookie there from the first page on. */
    private static CsrfTokenRequestAttributeHandler writtenAtOnce() {
        var handler = new CsrfTokenRequestAttributeHandler();
        handler.setCsrfRequestAttributeName(null);
        return handler;
    }

    /**
     * A program sends its password with each request, and no page can make a browser do so; but a browser that was
     * given one for HTTP Basic repeats it by itself, and tells whence the request comes.
     */
    private static boolean isFromProgram(HttpServletRequest request) {
        var whence = request.getHeader("Sec-Fetch-Site");
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null
                && (whence == null || Set.of("same-origin", "none").contains(whence));
    }
}

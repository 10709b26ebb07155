package fr.paraphe.portal.web;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import fr.paraphe.account.TooManyLogins;
import fr.paraphe.portal.SpacePasswords;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The doors of partners: a user store, a login and a session's place of their own. */
@Configuration(proxyBeanMethods = false)
class PortalSecurity {

    static final String HOME = "/portal";

    /** The link in an SMS, where each letter counts. */
    static final String SHORT = "/p";

    static final String LOGIN = "/portal/login";
    static final String LOGOUT = "/portal/logout";
    static final String OPENING = "/portal/opening";
    static final String FORGOTTEN = "/portal/forgotten";
    static final String RESET = "/portal/reset";
    static final String PASSWORD = "/portal/password";
    static final String UNSUBSCRIBE = "/portal/unsubscribe";

    private static final String SAVED_REQUEST = "PORTAL_SAVED_REQUEST";

    private static final RequestMatcher OPEN = any(SHORT, LOGIN, OPENING, FORGOTTEN, RESET, UNSUBSCRIBE);

    /** Mail programs post there by themselves; the link is signed, and all it does is to stop mails. */
    private static final RequestMatcher ONE_CLICK = withDefaults().matcher(HttpMethod.POST, UNSUBSCRIBE);

    @Bean
    @Order(1)
    SecurityFilterChain partnersDoors(HttpSecurity http, SpacePasswords passwords, SpaceSessions sessions)
            throws Exception {
        return http.securityMatcher(SHORT, HOME, HOME + "/**")
                .authenticationManager(spacesAlone(passwords))
                .securityContext(context -> context.securityContextRepository(sessions.contexts()))
                .addFilterBefore(new SpaceFilter(sessions), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(doors -> doors.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(OPEN)
                        .permitAll()
                        .anyRequest()
                        .access((person, request) ->
                                new AuthorizationDecision(person.get() instanceof SpaceAuthentication)))
                .formLogin(form -> form.loginPage(LOGIN)
                        .usernameParameter("mail")
                        .passwordParameter("password")
                        .successHandler(welcome(sessions))
                        .failureHandler(PortalSecurity::backToLogin))
                .logout(logout -> logout.logoutUrl(LOGOUT).logoutSuccessUrl(LOGIN + "?out"))
                .exceptionHandling(refusals -> refusals.accessDeniedHandler(PortalSecurity::denied))
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookie()).ignoringRequestMatchers(ONE_CLICK))
                .headers(headers -> headers.frameOptions(frames -> frames.deny())
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    /** Asks nobody else: the password of a member of staff opens nothing here. */
    private static AuthenticationManager spacesAlone(SpacePasswords passwords) {
        return login -> passwords
                .open(login.getName(), String.valueOf(login.getCredentials()), address(login))
                .map(SpaceAuthentication::new)
                .orElseThrow(() -> new BadCredentialsException("wrong address or password"));
    }

    private static String address(Authentication login) {
        return login.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
    }

    /** Back to the page one wanted, in one's own language. */
    private static SavedRequestAwareAuthenticationSuccessHandler welcome(SpaceSessions sessions) {
        var welcome = new SavedRequestAwareAuthenticationSuccessHandler() {
            @Override
            public void onAuthenticationSuccess(
                    HttpServletRequest request, HttpServletResponse response, Authentication login)
                    throws IOException, ServletException {
                sessions.current().ifPresent(space -> sessions.speak(space, request, response));
                super.onAuthenticationSuccess(request, response, login);
            }
        };
        welcome.setRequestCache(pagesOnly());
        welcome.setDefaultTargetUrl(HOME);
        return welcome;
    }

    private static void backToLogin(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        var why = reason instanceof TooManyLogins ? "?limited" : "?error";
        response.sendRedirect(request.getContextPath() + LOGIN + why);
    }

    private static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        request.setAttribute(WebAttributes.ACCESS_DENIED_403, reason);
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }

    /** Where somebody wanted to go before they had to log in, or to choose a password; else the space's first page. */
    static String wanted(HttpServletRequest request, HttpServletResponse response) {
        var cache = pagesOnly();
        var wanted = cache.getRequest(request, response);
        cache.removeRequest(request, response);
        return wanted == null ? HOME : wanted.getRedirectUrl();
    }

    private static HttpSessionRequestCache pagesOnly() {
        RequestMatcher page = request -> "GET".equals(request.getMethod())
                && String.valueOf(request.getHeader("Accept")).contains("text/html");
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(page);
        cache.setSessionAttrName(SAVED_REQUEST);
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    /** Neither its cookie nor its header is that of staff's pages or of the engine's webapps. */
    private static CookieCsrfTokenRepository csrfCookie() {
        var cookie = new CookieCsrfTokenRepository();
        cookie.setCookieName("XSRF-PORTAL");
        cookie.setHeaderName("X-XSRF-PORTAL");
        cookie.setCookiePath(HOME);
        cookie.setCookieCustomizer(attributes -> attributes.sameSite("Lax"));
        return cookie;
    }

    private static RequestMatcher any(String... paths) {
        return new OrRequestMatcher(Stream.of(paths)
                .<RequestMatcher>map(path -> withDefaults().matcher(path))
                .toList());
    }
}

package fr.paraphe.portal.web;

import fr.paraphe.portal.Space;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at each request whether its login still counts, and finds its space. Whoever has not chosen a password yet does
 * so first.
 */
class SpaceFilter extends OncePerRequestFilter {

    /** The request's attribute that holds the {@link Space}. */
    static final String SPACE = "space";

    private static final Set<String> OPEN_BEFORE_A_PASSWORD =
            Set.of(PortalSecurity.PASSWORD, PortalSecurity.LOGOUT, PortalSecurity.UNSUBSCRIBE);

    private final SpaceSessions sessions;

    SpaceFilter(SpaceSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() != null) {
            var space = sessions.current();
            if (space.isEmpty()) {
                sessions.end(request, response);
            } else if (space.get().mustChangePassword() && !isOpenBeforeAPassword(request)) {
                response.sendRedirect(request.getContextPath() + PortalSecurity.PASSWORD);
                return;
            } else {
                request.setAttribute(SPACE, space.get());
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean isOpenBeforeAPassword(HttpServletRequest request) {
        return OPEN_BEFORE_A_PASSWORD.contains(
                request.getRequestURI().substring(request.getContextPath().length()));
    }
}

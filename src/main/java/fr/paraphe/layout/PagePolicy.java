package fr.paraphe.layout;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Our pages load and run nothing but what this server serves as files: no inline script or style. The engine's webapps
 * send a policy of their own; the API description's page sets styles from its script.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE) // what is refused before it comes to a page is told by a page too
class PagePolicy extends OncePerRequestFilter {

    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/camunda/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var describesApi = request.getRequestURI().startsWith("/swagger-ui");
        response.setHeader(
                "Content-Security-Policy", describesApi ? POLICY + "; style-src 'self' 'unsafe-inline'" : POLICY);
        chain.doFilter(request, response);
    }
}

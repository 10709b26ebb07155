package fr.paraphe.camunda.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells the engine for whom this request works, so that its authorizations and tenants fence whatever the request asks
 * of it, by its own REST interface or through ours.
 */
class EngineIdentityFilter extends OncePerRequestFilter {

    private final IdentityService identities;
    private final StaffAtWork staff;

    EngineIdentityFilter(IdentityService identities, StaffAtWork staff) {
        this.identities = identities;
        this.staff = staff;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        staff.person()
                .ifPresent(person -> identities.setAuthentication(person.userId(), person.groups(), person.tenants()));
        try {
            chain.doFilter(request, response);
        } finally {
            identities.clearAuthentication();
        }
    }
}

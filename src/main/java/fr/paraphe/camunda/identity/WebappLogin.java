package fr.paraphe.camunda.identity;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;

/** Whoever is logged in to Paraphe is logged in to Tasklist, Cockpit and Admin. */
class WebappLogin extends ContainerBasedAuthenticationFilter {

    private final StaffAtWork staff;

    WebappLogin(StaffAtWork staff) {
        this.staff = staff;
    }

    /** Instead of a class name in an init parameter, which would leave out what Spring injects. */
    @Override
    public void init(FilterConfig config) {
        authenticationProvider = new AuthenticationProvider() {
            @Override
            public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
                return staff.person().map(WebappLogin::known).orElseGet(AuthenticationResult::unsuccessful);
            }

            @Override
            public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
                // Spring Security stands before this filter and has already asked for a login.
            }
        };
    }

    private static AuthenticationResult known(StaffAtWork.Person person) {
        var result = AuthenticationResult.successful(person.userId());
        result.setGroups(person.groups());
        result.setTenants(person.tenants());
        return result;
    }
}

package fr.paraphe.account.login;

import fr.paraphe.account.TooManyLogins;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Asks whoever is not logged in to do so: a person by the login page, a program by 401, a part of a page by sending the
 * whole page to the login.
 */
class LoginChallenge implements AuthenticationEntryPoint {

    static final String PAGE = "/login";

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        if (reason instanceof TooManyLogins tooMany) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, String.valueOf(tooMany.waiting().toSeconds() + 1));
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        } else if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", request.getContextPath() + PAGE);
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else if (Doors.FOR_PROGRAMS.matches(request) || request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Paraphe\", charset=\"UTF-8\"");
            response.sendError(HttpStatus.UNAUTHORIZED.value());
        } else if (Doors.ENGINE_WEBAPPS_API.matches(request)) {
            response.sendError(HttpStatus.UNAUTHORIZED.value());
        } else {
            response.sendRedirect(request.getContextPath() + PAGE);
        }
    }
}

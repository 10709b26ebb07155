package fr.paraphe.portal.web;

import fr.paraphe.portal.Space;
import fr.paraphe.portal.Spaces;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * The logins to spaces. The container's session may be one that staff uses too: each side keeps its login under a name
 * of its own.
 */
@Component
class SpaceSessions {

    private static final String KEY = "PORTAL_SECURITY_CONTEXT";

    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final Spaces spaces;
    private final LocaleResolver locales;

    SpaceSessions(Spaces spaces, LocaleResolver locales) {
        this.spaces = spaces;
        this.locales = locales;
        contexts.setSpringSecurityContextKey(KEY);
    }

    SecurityContextRepository contexts() {
        return contexts;
    }

    /** Logs in, under another session id, in the space's language. */
    void begin(Space space, HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new SpaceAuthentication(space));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        speak(space, request, response);
    }

    /** The pages are in the space's language from now on, whatever they were in before. */
    void speak(Space space, HttpServletRequest request, HttpServletResponse response) {
        locales.setLocale(request, response, Locale.forLanguageTag(space.language()));
    }

    void end(HttpServletRequest request, HttpServletResponse response) {
        var nobody = SecurityContextHolder.createEmptyContext();
        SecurityContextHolder.setContext(nobody);
        contexts.saveContext(nobody, request, response);
    }

    /** The space of this thread's login; empty if nobody is logged in, or that login has ended meanwhile. */
    Optional<Space> current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SpaceAuthentication login
                ? spaces.byId(login.space()).filter(login::isOf)
                : Optional.empty();
    }
}

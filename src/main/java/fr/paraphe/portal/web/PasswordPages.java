package fr.paraphe.portal.web;

import fr.paraphe.account.TooManyLogins;
import fr.paraphe.portal.PortalRefused;
import fr.paraphe.portal.Space;
import fr.paraphe.portal.SpacePasswords;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The tab "Mot de passe": the first page that a new space shows, and the only one until a password is chosen. */
@Controller
class PasswordPages {

    private final SpacePasswords passwords;
    private final SpaceSessions sessions;
    private final PageTexts texts;

    PasswordPages(SpacePasswords passwords, SpaceSessions sessions, PageTexts texts) {
        this.passwords = passwords;
        this.sessions = sessions;
        this.texts = texts;
    }

    @GetMapping(PortalSecurity.PASSWORD)
    String password(Model model) {
        model.addAttribute("choice", PasswordChoice.NONE);
        return "portal/password";
    }

    /** All other sessions end; this one goes on under another id. */
    @PostMapping(PortalSecurity.PASSWORD)
    String change(
            @RequestAttribute(SpaceFilter.SPACE) Space space,
            @RequestParam(defaultValue = "") String present,
            @RequestParam String password,
            @RequestParam String confirmation,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            var changed = passwords.change(space, present, password, confirmation, request.getRemoteAddr());
            sessions.begin(changed, request, response);
            var first = space.mustChangePassword();
            texts.flash(redirect, first ? "portal.password.chosen" : "portal.password.changed", locale);
            return "redirect:" + (first ? PortalSecurity.wanted(request, response) : PortalSecurity.PASSWORD);
        } catch (PortalRefused refused) {
            model.addAttribute("choice", PasswordChoice.NONE);
            texts.refuse(refused, model, "choice", locale, response);
            return "portal/password";
        }
    }

    @PostMapping("/portal/sessions/end")
    String endSessions(
            @RequestAttribute(SpaceFilter.SPACE) Space space,
            HttpServletRequest request,
            HttpServletResponse response) {
        passwords.endSessions(space);
        sessions.end(request, response);
        return "redirect:" + PortalSecurity.LOGIN + "?everywhere";
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.TOO_MANY_REQUESTS)
    String limited(TooManyLogins tooMany, Model model) {
        model.addAttribute("limited", true);
        model.addAttribute("choice", PasswordChoice.NONE);
        return "portal/password";
    }
}

package fr.paraphe.portal.web;

import fr.paraphe.account.TooManyLogins;
import fr.paraphe.portal.PasswordResetting;
import fr.paraphe.portal.PortalRefused;
import fr.paraphe.portal.SpaceOpening;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The ways in: the login, the code of an invitation, and the code by which a forgotten password is replaced. */
@Controller
class LoginPages {

    private final SpaceSessions sessions;
    private final SpaceOpening opening;
    private final PasswordResetting resetting;
    private final PageTexts texts;

    LoginPages(SpaceSessions sessions, SpaceOpening opening, PasswordResetting resetting, PageTexts texts) {
        this.sessions = sessions;
        this.opening = opening;
        this.resetting = resetting;
        this.texts = texts;
    }

    @GetMapping(PortalSecurity.SHORT)
    String shortLink() {
        return "redirect:" + PortalSecurity.HOME;
    }

    @GetMapping(PortalSecurity.LOGIN)
    String login() {
        return sessions.current().isPresent() ? "redirect:" + PortalSecurity.HOME : "portal/login";
    }

    @GetMapping(PortalSecurity.OPENING)
    String opening() {
        return "portal/opening";
    }

    @PostMapping(PortalSecurity.OPENING)
    String open(
            @RequestParam String mail,
            @RequestParam String code,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            var opened = opening.open(mail, code, request.getRemoteAddr());
            if (opened.isNew()) {
                sessions.begin(opened.space(), request, response);
                return "redirect:" + PortalSecurity.PASSWORD;
            }
            texts.flash(redirect, "portal.opening.joined", locale);
            return "redirect:" + PortalSecurity.LOGIN;
        } catch (PortalRefused refused) {
            model.addAttribute("mail", mail);
            texts.refuse(refused, model, null, locale, response);
            return "portal/opening";
        }
    }

    @GetMapping(PortalSecurity.FORGOTTEN)
    String forgotten() {
        return "portal/forgotten";
    }

    /** The answer is the same whether the address is known or not. */
    @PostMapping(PortalSecurity.FORGOTTEN)
    String ask(@RequestParam String mail, HttpServletRequest request) {
        resetting.ask(mail, request.getRemoteAddr());
        return "redirect:" + PortalSecurity.RESET + "?asked";
    }

    @GetMapping(PortalSecurity.RESET)
    String reset(Model model) {
        model.addAttribute("choice", PasswordChoice.NONE);
        return "portal/reset";
    }

    @PostMapping(PortalSecurity.RESET)
    String reset(
            @RequestParam String mail,
            @RequestParam String code,
            @RequestParam String password,
            @RequestParam String confirmation,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            resetting.reset(mail, code, password, confirmation, request.getRemoteAddr());
            texts.flash(redirect, "portal.reset.done", locale);
            return "redirect:" + PortalSecurity.LOGIN;
        } catch (PortalRefused refused) {
            model.addAttribute("mail", mail);
            model.addAttribute("code", code);
            model.addAttribute("choice", PasswordChoice.NONE);
            texts.refuse(refused, model, "choice", locale, response);
            return "portal/reset";
        }
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.TOO_MANY_REQUESTS)
    String limited(TooManyLogins tooMany, HttpServletRequest request, Model model) {
        model.addAttribute("limited", true);
        model.addAttribute("choice", PasswordChoice.NONE);
        return "portal/" + view(request.getRequestURI());
    }

    private static String view(@Nullable String path) {
        var name = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
        return switch (name) {
            case "opening", "forgotten", "reset" -> name;
            default -> "login";
        };
    }
}

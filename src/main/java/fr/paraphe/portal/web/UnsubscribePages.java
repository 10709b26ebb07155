package fr.paraphe.portal.web;

import fr.paraphe.portal.Unsubscribing;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where the link in a mail leads. A person is asked first, as programs follow links to look at them; a mail program's
 * own button posts, and that is the answer (RFC 8058).
 */
@Controller
@RequestMapping(PortalSecurity.UNSUBSCRIBE)
class UnsubscribePages {

    private final Unsubscribing unsubscribing;

    UnsubscribePages(Unsubscribing unsubscribing) {
        this.unsubscribing = unsubscribing;
    }

    @GetMapping
    String ask(@RequestParam(defaultValue = "") String token, Model model) {
        model.addAttribute("alert", unsubscribing.alertOf(token));
        model.addAttribute("token", token);
        model.addAttribute("done", false);
        return "portal/unsubscribe";
    }

    @PostMapping
    String unsubscribe(@RequestParam(defaultValue = "") String token, Model model) {
        model.addAttribute("alert", unsubscribing.unsubscribe(token));
        model.addAttribute("done", true);
        return "portal/unsubscribe";
    }
}

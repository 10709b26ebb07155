package fr.paraphe.home;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

@Controller
class HomePages {

    private final ObjectProvider<DemoStaff> demoStaff;
    private final ObjectProvider<DemoPartners> demoPartners;
    private final boolean mailbox;

    HomePages(ObjectProvider<DemoStaff> demoStaff, ObjectProvider<DemoPartners> demoPartners, Environment environment) {
        this.demoStaff = demoStaff;
        this.demoPartners = demoPartners;
        this.mailbox = environment.getProperty("paraphe.mailbox.open", Boolean.class, false);
    }

    @ModelAttribute
    void demonstration(Model model) {
        demoStaff.ifAvailable(staff -> model.addAttribute("demo", staff));
        demoPartners.ifAvailable(partners -> model.addAttribute("demoPartners", partners));
        model.addAttribute("mailbox", mailbox);
    }

    @GetMapping("/")
    String start() {
        return "home/start";
    }

    /** Where the console's addresses begin. */
    @GetMapping("/console")
    String console() {
        return "redirect:/";
    }

    @GetMapping("/login")
    String login() {
        return "home/login";
    }
}

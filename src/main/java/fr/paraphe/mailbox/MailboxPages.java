package fr.paraphe.mailbox;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** What was caught, as a list, as the mail a person would read, as the phone a person would look at. */
@Controller
@RequestMapping("/mailbox")
@ConditionalOnBooleanProperty("paraphe.mailbox.open")
class MailboxPages {

    private static final int ON_A_PAGE = 50;
    private static final int ON_A_PHONE = 20;

    /** A mail's HTML may look as it likes, but runs nothing, loads nothing and sends nothing. */
    private static final String MAIL_POLICY =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; "
                    + "img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

    private final CaughtMessages messages;

    MailboxPages(CaughtMessages messages) {
        this.messages = messages;
    }

    @GetMapping
    String list(MailboxFilter filter, Model model) {
        var found = messages.find(filter.wantedHere(), ON_A_PAGE + 1);
        var shown = found.subList(0, Math.min(found.size(), ON_A_PAGE));
        model.addAttribute("filter", filter);
        model.addAttribute("messages", shown);
        model.addAttribute("count", messages.count(filter.wanted()));
        model.addAttribute("nothingYet", messages.count(message -> true) == 0);
        model.addAttribute(
                "older", found.size() > ON_A_PAGE ? shown.get(ON_A_PAGE - 1).id() : null);
        return "mailbox/messages";
    }

    @GetMapping("/mails/{id}")
    String mail(@PathVariable long id, Model model) {
        model.addAttribute("mail", mail(id));
        return "mailbox/mail";
    }

    @GetMapping(path = "/mails/{id}/html", produces = "text/html; charset=UTF-8")
    @ResponseBody
    String html(@PathVariable long id, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", MAIL_POLICY); // in place of our pages' own
        response.setHeader("Referrer-Policy", "no-referrer");
        return Objects.requireNonNullElse(mail(id).content().html(), "");
    }

    @GetMapping("/mails/{id}/attachments/{index}")
    ResponseEntity<byte[]> attachment(@PathVariable long id, @PathVariable int index) {
        var attachments = mail(id).content().attachments();
        if (index < 0 || index >= attachments.size()) {
            throw MailboxRefused.notKept();
        }
        var attachment = attachments.get(index);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(attachment.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(attachment.bytes());
    }

    /** The phone that this SMS went to, with what it got before and since. */
    @GetMapping("/sms/{id}")
    String sms(@PathVariable long id, Model model) {
        var sms = messages.sms(id).orElseThrow(MailboxRefused::notKept);
        model.addAttribute("sms", sms);
        model.addAttribute("thread", messages.sms(other -> other.to().equals(sms.to()), ON_A_PHONE));
        return "mailbox/sms";
    }

    private CaughtMail mail(long id) {
        return messages.mail(id).orElseThrow(MailboxRefused::notKept);
    }
}

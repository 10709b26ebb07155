package fr.paraphe.portal.web;

import static java.util.Objects.requireNonNullElse;

import fr.paraphe.contract.SignedContracts;
import fr.paraphe.contract.UnsignedContracts;
import fr.paraphe.layout.Languages;
import fr.paraphe.partner.Alert;
import fr.paraphe.partner.ContactCorrection;
import fr.paraphe.partner.ContactLock;
import fr.paraphe.partner.ContactPoint;
import fr.paraphe.partner.Partner;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerRefused;
import fr.paraphe.portal.Space;
import fr.paraphe.portal.SpaceCampaigns;
import fr.paraphe.portal.SpaceProfile;
import fr.paraphe.portal.SpaceProfile.Role;
import fr.paraphe.portal.SpaceProposals;
import fr.paraphe.portal.SpaceRequests;
import fr.paraphe.portal.SpaceSigning;
import fr.paraphe.portal.SpaceVault;
import fr.paraphe.vault.DocumentFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a partner finds in the space: what is to be done, what is new, who they are, what they are written to about. */
@Controller
@RequestMapping(PortalSecurity.HOME)
class PortalPages {

    private static final int CONTRACTS_SHOWN = 20;
    private static final int DOCUMENTS_SHOWN = 20;
    private static final int REQUESTS_SHOWN = 10;
    private static final int UNREAD_SHOWN = 5;
    private static final int CAMPAIGNS_SHOWN = 5;
    private static final DocumentFilter UNREAD = new DocumentFilter(null, null, null, null, false, true);
    private static final Duration NEW_FOR = Duration.ofDays(30);

    private final SpaceProfile profile;
    private final UnsignedContracts unsigned;
    private final SignedContracts signed;
    private final SpaceSigning signing;
    private final SpaceProposals proposals;
    private final SpaceRequests requests;
    private final SpaceVault vault;
    private final SpaceCampaigns campaigns;
    private final SpaceSessions sessions;
    private final PageTexts texts;
    private final Clock clock;

    PortalPages(
            SpaceProfile profile,
            UnsignedContracts unsigned,
            SignedContracts signed,
            SpaceSigning signing,
            SpaceProposals proposals,
            SpaceRequests requests,
            SpaceVault vault,
            SpaceCampaigns campaigns,
            SpaceSessions sessions,
            PageTexts texts,
            Clock clock) {
        this.profile = profile;
        this.unsigned = unsigned;
        this.signed = signed;
        this.signing = signing;
        this.proposals = proposals;
        this.requests = requests;
        this.vault = vault;
        this.campaigns = campaigns;
        this.sessions = sessions;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    String dashboard(@RequestAttribute(SpaceFilter.SPACE) Space space, Model model, Locale locale) {
        var roles = profile.roles(space);
        var partners = roles.stream().map(Role::partner).map(Partner::id).toList();
        model.addAttribute("roles", roles);
        var documentsToSign = signing.documents(space, DOCUMENTS_SHOWN);
        var waiting = proposals.waiting(space);
        model.addAttribute("proposals", waiting);
        model.addAttribute("asked", requests.open(space, REQUESTS_SHOWN, locale));
        model.addAttribute("askedCount", requests.countOpen(space));
        model.addAttribute("toSign", unsigned.of(partners, CONTRACTS_SHOWN));
        model.addAttribute("documentsToSign", documentsToSign.documents());
        model.addAttribute("toSignCount", unsigned.count(partners) + documentsToSign.count() + waiting.size());
        model.addAttribute("signed", signed.since(clock.instant().minus(NEW_FOR), partners, CONTRACTS_SHOWN));
        model.addAttribute(
                "unread", vault.page(space, UNREAD, null, UNREAD_SHOWN).documents());
        model.addAttribute("documents", vault.counts(space));
        model.addAttribute("campaigns", campaigns.latest(space, CAMPAIGNS_SHOWN));
        model.addAttribute("campaignsUnread", campaigns.unread(space));
        return "portal/dashboard";
    }

    @GetMapping("/profile")
    String profile(@RequestAttribute(SpaceFilter.SPACE) Space space, Model model) {
        model.addAttribute("roles", profile.roles(space));
        return "portal/profile";
    }

    @GetMapping("/profile/{partner}")
    String contacts(@RequestAttribute(SpaceFilter.SPACE) Space space, @PathVariable long partner, Model model) {
        var role = profile.role(space, new PartnerId(partner));
        if (role.partner().contactLock() == ContactLock.BUSINESS_SOFTWARE) {
            return "redirect:/portal/profile";
        }
        model.addAttribute("role", role);
        model.addAttribute("contact", ContactForm.of(role.partner()));
        return "portal/contacts";
    }

    @PostMapping("/profile/{partner}")
    String correct(
            @RequestAttribute(SpaceFilter.SPACE) Space space,
            @PathVariable long partner,
            @RequestParam String mail,
            @RequestParam String phone,
            @RequestParam int version,
            Model model,
            Locale locale,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var id = new PartnerId(partner);
        try {
            profile.correct(space, id, version, new ContactCorrection(mail, phone));
            texts.flash(redirect, "portal.profile.saved", locale);
            return "redirect:/portal/profile";
        } catch (PartnerRefused refused) {
            var role = profile.role(space, id);
            model.addAttribute("role", role);
            model.addAttribute(
                    "contact", new ContactForm(mail, phone, role.partner().version()));
            texts.refuse(refused, model, "contact", locale, response);
            return "portal/contacts";
        }
    }

    @PostMapping("/language")
    String speak(
            @RequestAttribute(SpaceFilter.SPACE) Space space,
            @RequestParam String language,
            HttpServletRequest request,
            HttpServletResponse response) {
        profile.speak(space, Languages.spoken(Locale.forLanguageTag(language)).getLanguage());
        sessions.current().ifPresent(now -> sessions.speak(now, request, response));
        return "redirect:/portal/profile";
    }

    @GetMapping("/alerts")
    String alerts(@RequestAttribute(SpaceFilter.SPACE) Space space, Model model) {
        model.addAttribute("roles", profile.roles(space));
        model.addAttribute("requestMails", profile.thatWant(space, Alert.INFORMATION_REQUEST));
        model.addAttribute("ways", ContactPoint.values());
        return "portal/alerts";
    }

    @PostMapping("/alerts")
    String switchAlert(
            @RequestAttribute(SpaceFilter.SPACE) Space space,
            @RequestParam long partner,
            @RequestParam(defaultValue = "CONTRACT_TO_SIGN") Alert alert,
            @RequestParam ContactPoint way,
            @RequestParam boolean on,
            Locale locale,
            RedirectAttributes redirect) {
        profile.switchAlert(space, new PartnerId(partner), alert, way, on);
        var what = alert == Alert.CONTRACT_TO_SIGN ? way.name() : alert.name();
        texts.flash(redirect, "portal.alerts." + what + (on ? ".resumed" : ".stopped"), locale);
        return "redirect:/portal/alerts";
    }

    /** What the partner types, and the version that they were looking at. */
    static final class ContactForm {

        private final String mail;
        private final String phone;
        private final int version;

        ContactForm(String mail, String phone, int version) {
            this.mail = mail;
            this.phone = phone;
            this.version = version;
        }

        static ContactForm of(Partner partner) {
            return new ContactForm(
                    requireNonNullElse(partner.mail(), ""), requireNonNullElse(partner.phone(), ""), partner.version());
        }

        public String getMail() {
            return mail;
        }

        public String getPhone() {
            return phone;
        }

        public int getVersion() {
            return version;
        }
    }
}

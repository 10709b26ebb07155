package fr.paraphe.mission.web;

import static java.util.Objects.requireNonNullElse;

import fr.paraphe.mission.DeliverableType;
import fr.paraphe.mission.ItemKind;
import fr.paraphe.mission.MissionAccess;
import fr.paraphe.mission.MissionRefused;
import fr.paraphe.mission.Offering;
import fr.paraphe.mission.OfferingDraft;
import fr.paraphe.mission.OfferingId;
import fr.paraphe.mission.Offerings;
import fr.paraphe.mission.ReadyMadeOffering;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "Prestations": the categories of an account and the offerings in them. */
@Controller
@RequestMapping("/console/offerings")
class OfferingPages {

    /** Rows for items that the form has beyond those that there are. */
    private static final int EMPTY_ROWS = 2;

    private final Offerings offerings;
    private final MissionAccess access;
    private final Texts texts;

    OfferingPages(Offerings offerings, MissionAccess access, Texts texts) {
        this.offerings = offerings;
        this.access = access;
        this.texts = texts;
    }

    record ItemForm(ItemKind kind, @Nullable String text) {}

    /** An offering as it is typed; a row of items without a text is none. */
    record OfferingForm(
            @Nullable Long category,
            @Nullable String title,
            @Nullable DeliverableType deliverable,
            @Nullable String leadDays,
            @Nullable List<ItemForm> items,
            @Nullable String description,
            @Nullable BigDecimal price,
            @Nullable String assignee) {

        static OfferingForm of(Offering offering) {
            return new OfferingForm(
                    offering.category().id(),
                    offering.title(),
                    offering.deliverable(),
                    String.valueOf(offering.leadDays()),
                    offering.items().stream()
                            .map(item -> new ItemForm(item.kind(), item.text()))
                            .toList(),
                    offering.description(),
                    offering.price(),
                    offering.assignee());
        }

        OfferingDraft draft() {
            var typed = new ArrayList<Offering.Item>();
            for (var item : requireNonNullElse(items, List.<ItemForm>of())) {
                var text = item.text();
                if (text != null && !text.isBlank()) {
                    typed.add(new Offering.Item(item.kind(), text));
                }
            }
            return new OfferingDraft(
                    category, title, deliverable, Texts.number(leadDays), typed, description, price, assignee);
        }

        /** What is typed, and some rows to type more. */
        public List<ItemForm> rows() {
            var rows = new ArrayList<ItemForm>();
            draft().items().forEach(item -> rows.add(new ItemForm(item.kind(), item.text())));
            for (var n = 0; n < EMPTY_ROWS; n++) {
                rows.add(new ItemForm(n % 2 == 0 ? ItemKind.REQUEST : ItemKind.TASK, ""));
            }
            return rows;
        }
    }

    @ModelAttribute
    void choices(Model model) {
        model.addAttribute("deliverables", DeliverableType.values());
        model.addAttribute("kinds", ItemKind.values());
        model.addAttribute("ready", ReadyMadeOffering.values());
        model.addAttribute("errors", Map.of());
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable String account, Model model) {
        var where = access.account(account);
        model.addAttribute("account", where);
        model.addAttribute("accounts", access.accounts());
        model.addAttribute("categories", offerings.categories(where));
        model.addAttribute("offerings", offerings.of(where));
        return "mission/offerings";
    }

    @PostMapping("/categories")
    String addCategory(
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String name,
            RedirectAttributes redirect,
            Locale locale) {
        try {
            offerings.addCategory(account, name);
            texts.flash(redirect, "mission.category.added", locale, String.valueOf(name));
        } catch (MissionRefused refused) {
            texts.refuse(refused, redirect, locale);
        }
        return back(account, redirect);
    }

    @PostMapping("/ready-made/{name}")
    String addReadyMade(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String account,
            RedirectAttributes redirect,
            Locale locale) {
        var ready = ReadyMadeOffering.ofSlug(name).orElseThrow(MissionRefused::unknownOffering);
        var added = offerings.addReadyMade(account, ready, locale);
        texts.flash(redirect, "mission.offering.added", locale, added.title());
        return "redirect:/console/offerings/" + added.id().value();
    }

    @GetMapping("/new")
    String create(
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable Long category,
            Model model) {
        var where = access.toChange(account);
        model.addAttribute("form", new OfferingForm(category, "", null, "10", List.of(), null, null, access.userId()));
        return form(where.code(), model);
    }

    @PostMapping("/new")
    String add(
            @RequestParam(required = false) @Nullable String account,
            OfferingForm typed,
            Model model,
            RedirectAttributes redirect,
            Locale locale,
            HttpServletResponse response) {
        try {
            var added = offerings.add(account, typed.draft());
            texts.flash(redirect, "mission.offering.added", locale, added.title());
            return back(account, redirect);
        } catch (MissionRefused refused) {
            texts.refuse(refused, model, locale, response);
            model.addAttribute("form", typed);
            return form(account, model);
        }
    }

    @GetMapping("/{id}")
    String one(@PathVariable long id, Model model) {
        var offering = offerings.byId(new OfferingId(id));
        model.addAttribute("form", OfferingForm.of(offering));
        return form(offering, model);
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable long id,
            OfferingForm typed,
            Model model,
            RedirectAttributes redirect,
            Locale locale,
            HttpServletResponse response) {
        try {
            var changed = offerings.change(new OfferingId(id), typed.draft());
            texts.flash(redirect, "mission.offering.changed", locale, changed.title());
            return "redirect:/console/offerings";
        } catch (MissionRefused refused) {
            texts.refuse(refused, model, locale, response);
            model.addAttribute("form", typed);
            return form(offerings.byId(new OfferingId(id)), model);
        }
    }

    @PostMapping("/{id}/removal")
    String remove(@PathVariable long id, RedirectAttributes redirect, Locale locale) {
        var offering = offerings.byId(new OfferingId(id));
        try {
            offerings.remove(offering.id());
            texts.flash(redirect, "mission.offering.removed", locale, offering.title());
            return "redirect:/console/offerings";
        } catch (MissionRefused refused) {
            if (refused.status() != 409) {
                throw refused;
            }
            texts.refuse(refused, redirect, locale);
            return "redirect:/console/offerings/" + id;
        }
    }

    private String form(@Nullable String account, Model model) {
        var where = access.account(account);
        model.addAttribute("account", where);
        model.addAttribute("categories", offerings.categories(where));
        model.addAttribute("workers", access.workers(where));
        return "mission/offering";
    }

    private String form(Offering offering, Model model) {
        model.addAttribute("offering", offering);
        var where = access.accounts().stream()
                .filter(one -> one.id().equals(offering.account()))
                .findFirst()
                .orElseThrow(MissionRefused::unknownOffering);
        return form(where.code(), model);
    }

    private static String back(@Nullable String account, RedirectAttributes redirect) {
        if (account != null) {
            redirect.addAttribute("account", account);
        }
        return "redirect:/console/offerings";
    }
}

package fr.paraphe.mission.web;

import fr.paraphe.account.Account;
import fr.paraphe.mission.CalendarFeeds;
import fr.paraphe.mission.Frequency;
import fr.paraphe.mission.MissionAccess;
import fr.paraphe.mission.MissionDraft;
import fr.paraphe.mission.MissionFilter;
import fr.paraphe.mission.MissionNumber;
import fr.paraphe.mission.MissionReading;
import fr.paraphe.mission.MissionRefused;
import fr.paraphe.mission.MissionSaving;
import fr.paraphe.mission.MissionStatus;
import fr.paraphe.mission.MissionView;
import fr.paraphe.mission.Offering;
import fr.paraphe.mission.Offerings;
import fr.paraphe.mission.PlannedOccurrence;
import fr.paraphe.mission.process.MissionProcess;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Missions in the console: the list, each one with everything that it creates, saving one, saving many. */
@Controller
@RequestMapping("/console/missions")
class MissionPages {

    private static final int PAGE_SIZE = 50;

    private static final int CONFLICT = 409;
    private static final String SAVE = "save";

    /** The form again, with dates from which nothing of the past is created. */
    private static final String NEXT = "next";

    private final MissionProcess process;
    private final MissionSaving saving;
    private final MissionReading reading;
    private final Offerings offerings;
    private final MissionAccess access;
    private final Texts texts;
    private final CalendarFeeds feeds;
    private final MessageSource messages;
    private final String publicUrl;

    MissionPages(
            MissionProcess process,
            MissionSaving saving,
            MissionReading reading,
            Offerings offerings,
            MissionAccess access,
            Texts texts,
            CalendarFeeds feeds,
            MessageSource messages,
            @Value("${paraphe.public-url}") String publicUrl) {
        this.process = process;
        this.saving = saving;
        this.reading = reading;
        this.offerings = offerings;
        this.access = access;
        this.texts = texts;
        this.feeds = feeds;
        this.messages = messages;
        this.publicUrl = publicUrl;
    }

    @ModelAttribute
    void choices(Model model) {
        model.addAttribute("frequencies", Frequency.values());
        model.addAttribute("errors", Map.of());
    }

    @GetMapping
    String list(MissionFilter filter, @RequestParam(required = false) @Nullable Long after, Model model) {
        var page = reading.list(filter, after, PAGE_SIZE);
        model.addAttribute("page", page);
        model.addAttribute("filter", filter);
        model.addAttribute("statuses", MissionStatus.values());
        model.addAttribute("accounts", access.accounts());
        model.addAttribute("first", after == null ? null : Addresses.ofPage(null));
        model.addAttribute("next", page.next() == null ? null : Addresses.ofPage(page.next()));
        return "mission/missions";
    }

    @GetMapping("/new")
    String create(
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String client,
            Model model) {
        var where = access.toChange(account);
        return form(MissionForm.fresh(client, offerings.of(where), reading.today()), where.code(), model);
    }

    /**
     * The form again: with the dates that follow from the start, and with the calendar of what it would create.
     *
     * @param idempotencyKey made with the page, so that a double click saves one mission
     */
    @PostMapping("/new")
    String save(
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(defaultValue = "preview") String action,
            @RequestParam(required = false) @Nullable String idempotencyKey,
            MissionForm typed,
            Model model,
            RedirectAttributes redirect,
            Locale locale,
            HttpServletResponse response) {
        var where = access.account(account);
        var form = typed.completed(offerings.of(where));
        try {
            if (action.equals(SAVE)) {
                var number = saving.save(where.code(), form.clientOrEmpty(), form.draft(), idempotencyKey);
                texts.flash(redirect, "mission.saved", locale, number);
                return page(number);
            }
            return preview(
                    form.followingStart(),
                    action,
                    draft -> reading.preview(where.code(), draft, locale),
                    where.code(),
                    model);
        } catch (MissionRefused refused) {
            texts.refuse(refused, model, locale, response);
            return form(form.followingStart(), where.code(), model);
        }
    }

    /** Suggestions for the client, as somebody types. */
    @GetMapping("/clients")
    String clients(
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String client,
            Model model) {
        model.addAttribute("clients", saving.suggested(new MissionSaving.Clients(account, client)));
        return "mission/form :: clients";
    }

    @GetMapping("/many")
    String createMany(@RequestParam(required = false) @Nullable String account, Model model) {
        var where = access.toChange(account);
        return many(MissionForm.fresh(null, offerings.of(where), reading.today()), where.code(), model);
    }

    @PostMapping("/many")
    String saveMany(
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(defaultValue = "preview") String action,
            @RequestParam(defaultValue = "false") boolean sign,
            @RequestParam(required = false) @Nullable String idempotencyKey,
            MissionForm typed,
            Model model,
            RedirectAttributes redirect,
            Locale locale,
            HttpServletResponse response) {
        var where = access.account(account);
        var form = typed.completed(offerings.of(where));
        var clients = new MissionSaving.Clients(where.code(), form.client());
        model.addAttribute("sign", sign);
        model.addAttribute("count", saving.count(clients));
        try {
            if (action.equals(SAVE)) {
                var saved = saving.saveAll(clients, form.draft(), sign, idempotencyKey);
                texts.flash(redirect, "mission.saved-many", locale, saved);
                return "redirect:/console/missions";
            }
            preview(
                    form.followingStart(),
                    action,
                    draft -> reading.preview(where.code(), draft, locale),
                    where.code(),
                    model);
            return "mission/many";
        } catch (MissionRefused refused) {
            texts.refuse(refused, model, locale, response);
            return many(form.followingStart(), where.code(), model);
        }
    }

    @GetMapping("/{number}")
    String one(@PathVariable MissionNumber number, Model model, Locale locale) {
        var view = reading.byNumber(number, locale);
        model.addAttribute("view", view);
        model.addAttribute("history", history(view, locale));
        model.addAttribute("instance", process.instanceOf(number).orElse(null));
        return "mission/mission";
    }

    @GetMapping("/{number}/change")
    String edit(@PathVariable MissionNumber number, Model model, Locale locale) {
        var view = reading.byNumber(number, locale);
        model.addAttribute("view", view);
        model.addAttribute("version", view.version());
        var known = known(access.toChange(view.account()), view);
        return form(MissionForm.of(view, known), view.account(), model);
    }

    /**
     * Saved, or the form again with the calendar. A signed mission that would create something at once asks first.
     *
     * @param confirmed how many occurrences the person has read will be created at once
     * @param version of the mission when the form was opened, or when somebody else's change was told
     */
    @PostMapping("/{number}/change")
    String change(
            @PathVariable MissionNumber number,
            @RequestParam(defaultValue = SAVE) String action,
            @RequestParam(defaultValue = "0") long confirmed,
            @RequestParam(required = false) @Nullable Integer version,
            MissionForm typed,
            Model model,
            RedirectAttributes redirect,
            Locale locale,
            HttpServletResponse response) {
        var view = reading.byNumber(number, locale);
        var form = typed.completed(known(access.account(view.account()), view));
        model.addAttribute("view", view);
        model.addAttribute("version", version);
        try {
            if (!action.equals(SAVE)) {
                return preview(
                        form.followingStart(),
                        action,
                        draft -> saving.preview(number, draft, locale),
                        view.account(),
                        model);
            }
            if (view.status() == MissionStatus.SIGNED) {
                var calendar = saving.preview(number, form.draft(), locale);
                if (atOnce(calendar) > confirmed) {
                    model.addAttribute("asked", true);
                    show(calendar, model);
                    return form(form, view.account(), model);
                }
            }
            process.change(number, form.draft(), version);
            texts.flash(redirect, "mission.changed", locale, number);
            return page(number);
        } catch (MissionRefused refused) {
            if (refused.status() == CONFLICT) {
                model.addAttribute("version", view.version());
            }
            texts.refuse(refused, model, locale, response);
            return form(form.followingStart(), view.account(), model);
        }
    }

    /** A new secret address for a calendar program; it is shown once. */
    @PostMapping("/feed")
    String makeFeed(RedirectAttributes redirect, Locale locale) {
        redirect.addFlashAttribute("feed", publicUrl + "/calendars/" + feeds.make() + ".ics");
        texts.flash(redirect, "mission.feed.made", locale);
        return "redirect:/console/missions#feed-title";
    }

    @PostMapping("/{number}/signature")
    String sign(@PathVariable MissionNumber number, RedirectAttributes redirect, Locale locale) {
        return ask(number, process::sign, "mission.signed", redirect, locale);
    }

    @PostMapping("/{number}/unsigning")
    String unsign(@PathVariable MissionNumber number, RedirectAttributes redirect, Locale locale) {
        return ask(number, process::unsign, "mission.unsigned", redirect, locale);
    }

    @PostMapping("/{number}/stop")
    String stop(@PathVariable MissionNumber number, RedirectAttributes redirect, Locale locale) {
        return ask(number, process::stop, "mission.stopped", redirect, locale);
    }

    private String ask(
            MissionNumber number,
            Consumer<MissionNumber> work,
            String told,
            RedirectAttributes redirect,
            Locale locale) {
        try {
            work.accept(number);
            texts.flash(redirect, told, locale, number);
        } catch (MissionRefused refused) {
            if (refused.status() == 404) {
                throw refused;
            }
            texts.refuse(refused, redirect, locale);
        }
        return page(number);
    }

    private String preview(
            MissionForm typed,
            String action,
            Function<MissionDraft, List<PlannedOccurrence>> calendarOf,
            String account,
            Model model) {
        var calendar = calendarOf.apply(typed.draft());
        if (!action.equals(NEXT)) {
            show(calendar, model);
            return form(typed, account, model);
        }
        var moved = typed.fromNextDueDates(calendar, reading.today());
        show(calendarOf.apply(moved.draft()), model);
        return form(moved, account, model);
    }

    /** The account's offerings; those of the mission with its lead times. */
    private List<Offering> known(Account account, MissionView view) {
        var leadDays =
                view.lines().stream().collect(Collectors.toMap(MissionView.Line::offering, MissionView.Line::leadDays));
        return offerings.of(account).stream()
                .map(offering -> offering.withLeadDays(
                        leadDays.getOrDefault(offering.id().value(), offering.leadDays())))
                .toList();
    }

    private static void show(List<PlannedOccurrence> calendar, Model model) {
        model.addAttribute("calendar", calendar);
        model.addAttribute("atOnce", atOnce(calendar));
    }

    private static long atOnce(List<PlannedOccurrence> calendar) {
        return calendar.stream()
                .filter(one -> one.state() == PlannedOccurrence.State.AT_ONCE)
                .count();
    }

    private String form(MissionForm form, String account, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("account", account);
        model.addAttribute("accounts", access.accounts());
        return "mission/form";
    }

    private String many(MissionForm form, String account, Model model) {
        form(form, account, model);
        if (!model.containsAttribute("count")) {
            model.addAttribute("count", saving.count(new MissionSaving.Clients(account, form.client())));
        }
        return "mission/many";
    }

    /** An entry of the timeline. */
    record Entry(String what, @Nullable String who, Instant at) {}

    private List<Entry> history(MissionView view, Locale locale) {
        return view.history().stream()
                .map(event -> new Entry(
                        messages.getMessage("mission.event." + event.what(), new Object[] {event.amount()}, locale),
                        event.by(),
                        event.at()))
                .toList();
    }

    private static String page(MissionNumber number) {
        return "redirect:/console/missions/" + number;
    }
}

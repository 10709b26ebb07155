package fr.paraphe.campaign.web;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toMap;

import fr.paraphe.account.CurrentStaff;
import fr.paraphe.campaign.CampaignContent;
import fr.paraphe.campaign.CampaignDocument;
import fr.paraphe.campaign.CampaignDocuments;
import fr.paraphe.campaign.CampaignEditing;
import fr.paraphe.campaign.CampaignKind;
import fr.paraphe.campaign.CampaignLaunching;
import fr.paraphe.campaign.CampaignNumber;
import fr.paraphe.campaign.CampaignParameters;
import fr.paraphe.campaign.CampaignReading;
import fr.paraphe.campaign.CampaignScope;
import fr.paraphe.campaign.CampaignState;
import fr.paraphe.campaign.CampaignStep;
import fr.paraphe.campaign.CampaignStepping;
import fr.paraphe.campaign.CampaignView;
import fr.paraphe.campaign.Population;
import fr.paraphe.campaign.Relation;
import fr.paraphe.campaign.process.CampaignProcess;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.problem.ProblemTexts;
import fr.paraphe.problem.ProblemTexts.FieldError;
import fr.paraphe.problem.Refusal;
import fr.paraphe.vault.DocumentTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The six steps of the preparation, as Tasklist's form shows them: one page that is always the draft's present step, so
 * that going on, going back, coming back another day and being overtaken by somebody else all look the same. A step of
 * a campaign that runs is a page of the console, asked for by its name (C-21).
 */
@Controller
@RequestMapping("/console/campaigns")
class CampaignSteps {

    /** What may be changed while it runs. */
    private static final Set<CampaignStep> WHILE_IT_RUNS =
            EnumSet.of(CampaignStep.PARAMETERS, CampaignStep.POPULATION, CampaignStep.DOCUMENTS, CampaignStep.CONTENT);

    private final CampaignReading reading;
    private final CampaignStepping stepping;
    private final CampaignEditing editing;
    private final CampaignDocuments documents;
    private final CampaignLaunching launching;
    private final CampaignProcess process;
    private final DocumentTypes types;
    private final CurrentStaff staff;
    private final ProblemTexts problems;
    private final MessageSource messages;
    private final Clock clock;

    CampaignSteps(
            CampaignReading reading,
            CampaignStepping stepping,
            CampaignEditing editing,
            CampaignDocuments documents,
            CampaignLaunching launching,
            CampaignProcess process,
            DocumentTypes types,
            CurrentStaff staff,
            ProblemTexts problems,
            MessageSource messages,
            Clock clock) {
        this.reading = reading;
        this.stepping = stepping;
        this.editing = editing;
        this.documents = documents;
        this.launching = launching;
        this.process = process;
        this.types = types;
        this.staff = staff;
        this.problems = problems;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/step")
    String ofTask(@RequestParam String task) {
        return "redirect:" + address(process.ofTask(task));
    }

    @GetMapping("/{number}/step")
    String show(
            @PathVariable CampaignNumber number,
            @RequestParam(required = false) @Nullable CampaignStep at,
            Model model) {
        return page(number, at, model);
    }

    /**
     * What every step sends along.
     *
     * @param version of the campaign that the page showed
     * @param to where to go; null: the same step again
     */
    record Move(int version, @Nullable CampaignStep to) {}

    @PostMapping("/{number}/step/parameters")
    ModelAndView describe(
            @PathVariable CampaignNumber number,
            Move move,
            @RequestParam String title,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate startsOn,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate endsOn,
            Model model,
            RedirectAttributes next) {
        model.addAttribute("form", new CampaignParameters(title, startsOn, endsOn));
        return taken(number, CampaignStep.PARAMETERS, move, model, next, () -> {
            var start = isDraft(number) && LocalDate.now(clock).equals(startsOn) ? null : startsOn;
            editing.describe(number, new CampaignParameters(title, start, endsOn));
        });
    }

    @PostMapping("/{number}/step/trigger")
    ModelAndView trigger(
            @PathVariable CampaignNumber number,
            Move move,
            @RequestParam(required = false) @Nullable CampaignKind kind,
            Model model,
            RedirectAttributes next) {
        model.addAttribute("kind", kind);
        return taken(number, CampaignStep.TRIGGER, move, model, next, () -> {
            if (kind != null) {
                editing.triggerBy(number, kind);
            }
        });
    }

    @PostMapping("/{number}/step/population")
    ModelAndView target(
            @PathVariable CampaignNumber number,
            Move move,
            @RequestParam(defaultValue = "") Set<String> documentTypes,
            @RequestParam(defaultValue = "") Set<PartnerKind> partnerKinds,
            @RequestParam(defaultValue = "") Set<Relation> relations,
            @RequestParam(defaultValue = "") Set<CampaignScope> scopes,
            Model model,
            RedirectAttributes next) {
        var population = new Population(documentTypes, partnerKinds, relations, scopes);
        model.addAttribute("form", population);
        return taken(number, CampaignStep.POPULATION, move, model, next, () -> editing.target(number, population));
    }

    /**
     * Files are taken one by one, so that one that is refused leaves the others (C-13); what was filled in about those
     * that are there is kept whatever the button.
     *
     * @param fields {@code name-<id>}, {@code type-<id>}, {@code asks-<id>}, {@code sealed-<id>}
     * @param remove a document to take out
     */
    @PostMapping("/{number}/step/documents")
    ModelAndView documents(
            @PathVariable CampaignNumber number,
            Move move,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam(required = false) @Nullable List<MultipartFile> file,
            @RequestParam(required = false) @Nullable Long remove,
            Model model,
            RedirectAttributes next) {
        var changes = changes(fields);
        var refused = add(number, file == null ? List.of() : file);
        model.addAttribute("changes", changes);
        model.addAttribute("refused", refused);
        next.addFlashAttribute("refused", refused);
        var to = refused.isEmpty() ? move : new Move(move.version(), null);
        return taken(number, CampaignStep.DOCUMENTS, to, model, next, () -> {
            documents.change(number, changes);
            if (remove != null) {
                documents.remove(number, remove);
            }
        });
    }

    private List<String> add(CampaignNumber number, List<MultipartFile> files) {
        var refused = new ArrayList<String>();
        for (var file : files) {
            if (!file.isEmpty()) {
                try (var content = file.getInputStream()) {
                    documents.add(number, requireNonNullElse(file.getOriginalFilename(), ""), content);
                } catch (Refusal refusal) {
                    refused.add(problems.detail(refusal, LocaleContextHolder.getLocale()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return refused;
    }

    private static Map<Long, CampaignDocument.Change> changes(MultiValueMap<String, String> fields) {
        return fields.keySet().stream()
                .filter(field -> field.matches("name-\\d{1,18}"))
                .map(field -> field.substring("name-".length()))
                .collect(toMap(
                        Long::valueOf,
                        id -> new CampaignDocument.Change(
                                value(fields, "name-" + id),
                                value(fields, "type-" + id),
                                value(fields, "asks-" + id).isEmpty()
                                        ? null
                                        : Boolean.valueOf(value(fields, "asks-" + id)),
                                fields.containsKey("sealed-" + id))));
    }

    private static String value(MultiValueMap<String, String> fields, String name) {
        return requireNonNullElse(fields.getFirst(name), "");
    }

    /** A document as it is now, for the page that has just sent it. */
    @GetMapping("/{number}/step/documents/{id}")
    String document(@PathVariable CampaignNumber number, @PathVariable long id, Model model) {
        var view = reading.byNumber(number);
        model.addAttribute("view", view);
        model.addAttribute("wrong", Map.of());
        model.addAttribute("types", types.of(view.accountId()));
        model.addAttribute(
                "rows",
                rows(view, Map.of()).stream()
                        .filter(row -> row.document().id() == id)
                        .toList());
        return "campaign/step :: rows";
    }

    @PostMapping("/{number}/step/content")
    ModelAndView say(
            @PathVariable CampaignNumber number,
            Move move,
            @RequestParam String message,
            @RequestParam(defaultValue = "false") boolean notifiedByMail,
            @RequestParam(required = false) @Nullable MultipartFile logo,
            @RequestParam(defaultValue = "false") boolean withoutLogo,
            Model model,
            RedirectAttributes next) {
        var content = new CampaignContent(message, notifiedByMail);
        model.addAttribute("form", content);
        return taken(number, CampaignStep.CONTENT, move, model, next, () -> {
            editing.say(number, content);
            if (withoutLogo) {
                editing.removeLogo(number);
            } else if (logo != null && !logo.isEmpty()) {
                showLogo(number, logo);
            }
        });
    }

    private void showLogo(CampaignNumber number, MultipartFile logo) {
        try (var content = logo.getInputStream()) {
            editing.show(number, requireNonNullElse(logo.getOriginalFilename(), ""), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @PostMapping("/{number}/step/summary")
    ModelAndView back(@PathVariable CampaignNumber number, Move move, Model model, RedirectAttributes next) {
        return taken(number, CampaignStep.SUMMARY, move, model, next, () -> {});
    }

    /** What was read in the summary is launched, or nothing; a second click finds it launched. */
    @PostMapping("/{number}/step/launch")
    ModelAndView launch(@PathVariable CampaignNumber number, Move move, Model model, RedirectAttributes next) {
        return taken(
                number,
                CampaignStep.SUMMARY,
                model,
                next,
                () -> stepping.launch(number, move.version(), () -> process.launch(number)));
    }

    @PostMapping("/{number}/step/abandonment")
    ModelAndView abandon(@PathVariable CampaignNumber number, Move move, Model model, RedirectAttributes next) {
        return taken(number, CampaignStep.SUMMARY, move, model, next, () -> process.abandon(number));
    }

    private boolean isDraft(CampaignNumber number) {
        return reading.state(number) == CampaignState.DRAFT;
    }

    private ModelAndView taken(
            CampaignNumber number,
            CampaignStep step,
            Move move,
            Model model,
            RedirectAttributes next,
            Runnable filled) {
        var to = requireNonNullElse(move.to(), step);
        return taken(number, step, model, next, () -> stepping.go(number, move.version(), step, to, filled));
    }

    /** Kept: the step where one goes comes next. Refused: the same page, as it was filled in, with the reasons. */
    private ModelAndView taken(
            CampaignNumber number, CampaignStep step, Model model, RedirectAttributes next, Runnable work) {
        try {
            work.run();
            process.take(number, staff.scope().userId());
        } catch (Refusal refusal) {
            return refused(number, step, refusal, model);
        }
        if (!isDraft(number) && WHILE_IT_RUNS.contains(step)) {
            next.addAttribute("at", step);
            next.addFlashAttribute(
                    "flash", messages.getMessage("campaign.saved", null, LocaleContextHolder.getLocale()));
        }
        return new ModelAndView("redirect:" + address(number));
    }

    private ModelAndView refused(CampaignNumber number, CampaignStep step, Refusal refusal, Model model) {
        var locale = LocaleContextHolder.getLocale();
        var aboutLogo = refusal.type().startsWith("campaign-logo");
        model.addAttribute("refusal", problems.afterStep(refusal, locale));
        model.addAttribute(
                "wrong",
                aboutLogo
                        ? Map.of("logo", problems.detail(refusal, locale))
                        : problems.errors(refusal, locale).stream()
                                .collect(toMap(FieldError::field, FieldError::message)));
        return new ModelAndView(page(number, step, model), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    /** @param at the step to show; null: where the draft is */
    private String page(CampaignNumber number, @Nullable CampaignStep at, Model model) {
        var view = reading.byNumber(number);
        var step = step(view, at);
        model.addAttribute("view", view);
        model.addAttribute("step", step);
        model.addAttribute("steps", CampaignStep.values());
        model.addAttribute("position", process.position(number).orElse(null));
        model.addAttribute("kinds", PartnerKind.values());
        model.addAttribute("relations", Relation.values());
        model.addAttribute("scopes", CampaignScope.values());
        model.addAttribute("types", types.of(view.accountId()));
        ifAbsent(model, "wrong", Map.of());
        if (step != null) {
            fillIn(view, step, model);
        }
        return "campaign/step";
    }

    private static @Nullable CampaignStep step(CampaignView view, @Nullable CampaignStep at) {
        return switch (view.state()) {
            case DRAFT -> requireNonNullElse(at, view.step());
            case SCHEDULED, ACTIVE -> at != null && WHILE_IT_RUNS.contains(at) ? at : null;
            case CLOSED, ABANDONED -> null;
        };
    }

    private void fillIn(CampaignView view, CampaignStep step, Model model) {
        switch (step) {
            case PARAMETERS ->
                ifAbsent(
                        model,
                        "form",
                        new CampaignParameters(
                                requireNonNullElse(view.title(), ""),
                                requireNonNullElse(view.startsOn(), LocalDate.now(clock)),
                                view.endsOn()));
            case TRIGGER -> ifAbsent(model, "kind", view.kind());
            case POPULATION -> ifAbsent(model, "form", view.population());
            case DOCUMENTS -> model.addAttribute("rows", rows(view, typed(model)));
            case CONTENT -> ifAbsent(model, "form", new CampaignContent(view.message(), view.notifiedByMail()));
            case SUMMARY ->
                model.addAttribute(
                        "missing",
                        problems.of(
                                launching.missing(new CampaignNumber(view.number())), LocaleContextHolder.getLocale()));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<Long, CampaignDocument.Change> typed(Model model) {
        return (Map<Long, CampaignDocument.Change>) requireNonNullElse(model.getAttribute("changes"), Map.of());
    }

    /** A document, and how it is filled in on the page. */
    record Row(CampaignDocument document, CampaignDocument.Change filled) {}

    private static List<Row> rows(CampaignView view, Map<Long, CampaignDocument.Change> typed) {
        return view.documents().stream()
                .map(document -> new Row(
                        document,
                        typed.getOrDefault(
                                document.id(),
                                new CampaignDocument.Change(
                                        document.name(),
                                        document.type(),
                                        document.asksSignature(),
                                        document.sealed()))))
                .toList();
    }

    private static void ifAbsent(Model model, String name, @Nullable Object value) {
        if (!model.containsAttribute(name)) {
            model.addAttribute(name, value);
        }
    }

    private static String address(CampaignNumber number) {
        return "/console/campaigns/" + number + "/step";
    }
}

package fr.paraphe.mission.web;

import fr.paraphe.mission.DeliverableType;
import fr.paraphe.mission.ItemKind;
import fr.paraphe.mission.MissionAccess;
import fr.paraphe.mission.MissionRefused;
import fr.paraphe.mission.Offering;
import fr.paraphe.mission.OfferingDraft;
import fr.paraphe.mission.OfferingId;
import fr.paraphe.mission.Offerings;
import fr.paraphe.mission.ReadyMadeOffering;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api")
@Tag(name = "Offerings", description = "Templates of what you ask clients for and do for them, in categories")
class OfferingApi {

    static final String ACCOUNT =
            "Code of one of your accounts; absent: the one where you work, or the first with the module";

    /** @param text of a request: the only thing that clients read */
    record Item(@NotNull ItemKind kind, @Nullable String text) {

        Offering.Item item() {
            return new Offering.Item(kind, text == null ? "" : text);
        }
    }

    /**
     * @param category its id
     * @param title for staff: no client ever reads it
     * @param leadDays how many calendar days before its due date an occurrence is created; missions that have the
     *     offering keep theirs
     * @param assignee a login, whose tasks these are at first
     */
    record OfferingBody(
            @Nullable Long category,
            @Nullable String title,
            @Nullable DeliverableType deliverable,
            @Nullable Integer leadDays,
            @Nullable @Valid List<Item> items,
            @Nullable String description,
            @Nullable BigDecimal price,
            @Nullable String assignee) {

        OfferingDraft draft() {
            return new OfferingDraft(
                    category,
                    title,
                    deliverable,
                    leadDays,
                    items == null ? List.of() : items.stream().map(Item::item).toList(),
                    description,
                    price,
                    assignee);
        }
    }

    record OfferingView(
            long id,
            Offering.Category category,
            String title,
            DeliverableType deliverable,
            int leadDays,
            List<Offering.Item> items,
            @Nullable String description,
            @Nullable BigDecimal price,
            @Nullable String assignee) {

        static OfferingView of(Offering offering) {
            return new OfferingView(
                    offering.id().value(),
                    offering.category(),
                    offering.title(),
                    offering.deliverable(),
                    offering.leadDays(),
                    offering.items(),
                    offering.description(),
                    offering.price(),
                    offering.assignee());
        }
    }

    record NewCategory(@Nullable String name) {}

    private final Offerings offerings;
    private final MissionAccess access;

    OfferingApi(Offerings offerings, MissionAccess access) {
        this.offerings = offerings;
        this.access = access;
    }

    @GetMapping("/offering-categories")
    @Operation(summary = "The categories of an account, by name")
    List<Offering.Category> categories(
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account) {
        return offerings.categories(access.account(account));
    }

    @PostMapping("/offering-categories")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a category (agents and managers)")
    Offering.Category addCategory(
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account,
            @RequestBody NewCategory body) {
        return offerings.addCategory(account, body.name());
    }

    @GetMapping("/offerings")
    @Operation(summary = "The offerings of an account, by category and title")
    List<OfferingView> list(
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account) {
        return offerings.of(access.account(account)).stream()
                .map(OfferingView::of)
                .toList();
    }

    @PostMapping("/offerings")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Add an offering (agents and managers)",
            description =
                    "A must are: category, title, deliverable, lead time and one item; there are at most 20 items.")
    OfferingView add(
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account,
            @Valid @RequestBody OfferingBody body) {
        return OfferingView.of(offerings.add(account, body.draft()));
    }

    @PostMapping("/offerings/ready-made/{name}")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Add a ready-made offering to start from: vat-documents or payroll-variables",
            description = "Its texts are in the language of the request; its category is added if there is none. "
                    + "Added again, it is the one that is there.")
    OfferingView addReadyMade(
            @PathVariable String name,
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account,
            Locale locale) {
        var ready = ReadyMadeOffering.ofSlug(name).orElseThrow(MissionRefused::unknownOffering);
        return OfferingView.of(offerings.addReadyMade(account, ready, locale));
    }

    @GetMapping("/offerings/{id}")
    @Operation(summary = "An offering")
    OfferingView one(@PathVariable long id) {
        return OfferingView.of(offerings.byId(new OfferingId(id)));
    }

    @PutMapping("/offerings/{id}")
    @Operation(
            summary = "Change an offering",
            description =
                    "What is created from now on follows in title, items and assignee. Missions that have it keep "
                            + "their lead time: put it into a mission anew to give it another one.")
    OfferingView change(@PathVariable long id, @Valid @RequestBody OfferingBody body) {
        return OfferingView.of(offerings.change(new OfferingId(id), body.draft()));
    }

    @DeleteMapping("/offerings/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove an offering that no mission has")
    void remove(@PathVariable long id) {
        offerings.remove(new OfferingId(id));
    }
}

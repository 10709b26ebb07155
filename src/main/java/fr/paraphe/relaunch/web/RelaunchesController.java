package fr.paraphe.relaunch.web;

import fr.paraphe.message.Channel;
import fr.paraphe.message.MessageState;
import fr.paraphe.message.UncertainDecision;
import fr.paraphe.partner.ContactCorrection;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.relaunch.PreviewView;
import fr.paraphe.relaunch.RelaunchConfirming;
import fr.paraphe.relaunch.RelaunchNumber;
import fr.paraphe.relaunch.RelaunchOutcome;
import fr.paraphe.relaunch.RelaunchReading;
import fr.paraphe.relaunch.RelaunchReading.Reachable;
import fr.paraphe.relaunch.RelaunchReviewing;
import fr.paraphe.relaunch.RelaunchRows.ContractRow;
import fr.paraphe.relaunch.RelaunchRows.OutcomeRow;
import fr.paraphe.relaunch.RelaunchRows.Page;
import fr.paraphe.relaunch.RelaunchRows.RecipientRow;
import fr.paraphe.relaunch.RelaunchRows.Summary;
import fr.paraphe.relaunch.RelaunchSelecting;
import fr.paraphe.relaunch.RelaunchSending;
import fr.paraphe.relaunch.RelaunchStatus;
import fr.paraphe.relaunch.Spelling;
import fr.paraphe.relaunch.process.RelaunchProcess;
import fr.paraphe.relaunch.web.RelaunchStarting.Ticks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The relaunch flow for scripts. Each step answers the run as it is afterwards. */
@RestController
@RequestMapping("/api/relaunches")
@Tag(name = "Relaunches", description = "Mass reminders about unsigned work contracts")
class RelaunchesController {

    private static final String PAGE_SIZE = "50";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final RelaunchProcess process;
    private final RelaunchStarting starting;
    private final RelaunchReading reading;
    private final RelaunchSelecting selecting;
    private final RelaunchReviewing reviewing;
    private final RelaunchConfirming confirming;
    private final RelaunchOutcome outcome;
    private final RelaunchSending sending;

    RelaunchesController(
            RelaunchProcess process,
            RelaunchStarting starting,
            RelaunchReading reading,
            RelaunchSelecting selecting,
            RelaunchReviewing reviewing,
            RelaunchConfirming confirming,
            RelaunchOutcome outcome,
            RelaunchSending sending) {
        this.process = process;
        this.starting = starting;
        this.reading = reading;
        this.selecting = selecting;
        this.reviewing = reviewing;
        this.confirming = confirming;
        this.outcome = outcome;
        this.sending = sending;
    }

    @PostMapping
    @Operation(
            summary = "Start a relaunch",
            description = "201 for a new run; 200 for the run that the same request with the same Idempotency-Key has"
                    + " started before.")
    ResponseEntity<RelaunchResponse> start(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @Valid @RequestBody StartRelaunch body) {
        var started = starting.start(
                body.request(idempotencyKey), Ticks.allBut(body.except() == null ? List.of() : body.except()));
        var response = response(started.number());
        return started.isNew()
                ? ResponseEntity.created(URI.create("/api/relaunches/" + started.number()))
                        .body(response)
                : ResponseEntity.ok(response);
    }

    @GetMapping
    @Operation(summary = "The runs that you may see, the newest first")
    Page<Summary> list(
            @RequestParam(required = false) @Nullable RelaunchStatus status,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = PAGE_SIZE) @Min(1) @Max(200) int limit) {
        return reading.list(status, after, limit);
    }

    @GetMapping("/{number}")
    @Operation(summary = "A run: its state, figures, progress and history, and what is next")
    RelaunchResponse one(@PathVariable RelaunchNumber number) {
        return response(number);
    }

    @GetMapping("/{number}/contracts")
    @Operation(summary = "The run's contracts, in the order of names")
    Page<ContractRow> contracts(
            @PathVariable RelaunchNumber number,
            @RequestParam(required = false) @Nullable Boolean ticked,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = PAGE_SIZE) @Min(1) @Max(500) int limit) {
        return reading.contracts(number, ticked, text, after, limit);
    }

    /** @param contracts null: every contract of the run */
    record TickContracts(
            @Nullable List<Long> contracts, @NotNull Boolean ticked) {}

    @PatchMapping("/{number}/contracts")
    @Operation(summary = "Tick or untick some contracts, or all of the run")
    RelaunchResponse tickContracts(@PathVariable RelaunchNumber number, @Valid @RequestBody TickContracts body) {
        if (body.contracts() == null) {
            selecting.tickAll(number, body.ticked());
        } else {
            selecting.tick(number, body.contracts(), body.ticked());
        }
        return response(number);
    }

    /** @param channel null: the one that the start named */
    record Selection(@Nullable Channel channel) {}

    @PostMapping("/{number}/selection")
    @Operation(summary = "Keep the ticked contracts and choose the channel: on to the review")
    RelaunchResponse select(@PathVariable RelaunchNumber number, @RequestBody Selection body) {
        process.select(number, body.channel());
        return response(number);
    }

    @GetMapping("/{number}/recipients")
    @Operation(summary = "The run's people, one row each, in the order of names")
    Page<RecipientRow> recipients(
            @PathVariable RelaunchNumber number,
            @RequestParam(required = false) @Nullable Reachable reachable,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = PAGE_SIZE) @Min(1) @Max(500) int limit) {
        return reading.recipients(number, reachable, text, after, limit);
    }

    /** @param recipients null: everybody in the run */
    record TickRecipients(
            @Nullable List<Long> recipients, @NotNull Boolean ticked) {}

    @PatchMapping("/{number}/recipients")
    @Operation(summary = "Tick or untick some people, or all of the run")
    RelaunchResponse tickRecipients(@PathVariable RelaunchNumber number, @Valid @RequestBody TickRecipients body) {
        if (body.recipients() == null) {
            reviewing.tickAll(number, body.ticked());
        } else {
            reviewing.tick(number, body.recipients(), body.ticked());
        }
        return response(number);
    }

    /**
     * @param version of the partner, as the list of recipients gave it
     * @param mail null: stays as it is; blank: is removed
     * @param phone null: stays as it is; blank: is removed
     */
    record Correction(
            @NotNull Integer version,
            @Nullable String mail,
            @Nullable String phone) {}

    @PatchMapping("/{number}/recipients/{partner}")
    @Operation(summary = "Correct a person's mail or phone, in the directory and in the run")
    RelaunchResponse correct(
            @PathVariable RelaunchNumber number, @PathVariable long partner, @Valid @RequestBody Correction body) {
        reviewing.correct(
                number, new PartnerId(partner), body.version(), new ContactCorrection(body.mail(), body.phone()));
        return response(number);
    }

    @PostMapping("/{number}/review")
    @Operation(summary = "End the review: on to the preview. Nothing leaves yet")
    RelaunchResponse endReview(@PathVariable RelaunchNumber number) {
        process.endReview(number);
        return response(number);
    }

    @PostMapping("/{number}/second-selection")
    @Operation(
            summary = "Back to the selection: what is ticked and the channel stay as they are, until you change them")
    RelaunchResponse selectAgain(@PathVariable RelaunchNumber number) {
        process.selectAgain(number);
        return response(number);
    }

    @GetMapping("/{number}/preview")
    @Operation(summary = "The exact text, the number of people and the cost")
    PreviewView preview(@PathVariable RelaunchNumber number) {
        return reading.preview(number);
    }

    record SpellingChoice(@NotNull Spelling spelling) {}

    @PutMapping("/{number}/preview/spelling")
    @Operation(
            summary = "Write the SMS the other way",
            description =
                    "Some letters make an SMS dear; the preview shows what each spelling takes. Its version changes.")
    PreviewView respell(@PathVariable RelaunchNumber number, @Valid @RequestBody SpellingChoice body) {
        confirming.respell(number, body.spelling());
        return reading.preview(number);
    }

    /** @param previewVersion of the preview that the person saw */
    record Confirmation(@NotNull Integer previewVersion) {}

    @PostMapping("/{number}/confirmation")
    @Operation(
            summary = "Send what the preview showed",
            description = "Confirming the same preview twice sends once. 409 if the preview is not the present one any"
                    + " more.")
    RelaunchResponse confirm(@PathVariable RelaunchNumber number, @Valid @RequestBody Confirmation body) {
        process.confirm(number, body.previewVersion());
        return response(number);
    }

    @PostMapping("/{number}/second-review")
    @Operation(summary = "Do not send yet: back to the review")
    RelaunchResponse reviewAgain(@PathVariable RelaunchNumber number) {
        process.reviewAgain(number);
        return response(number);
    }

    @PostMapping("/{number}/cancellation")
    @Operation(summary = "Give the run up before anything has left")
    RelaunchResponse cancel(@PathVariable RelaunchNumber number) {
        process.cancel(number);
        return response(number);
    }

    @PostMapping("/{number}/pause")
    @Operation(
            summary = "Hold the sending",
            description =
                    "A hold takes effect within a tenth of a second, once the message that is just leaving has left.")
    RelaunchResponse pause(@PathVariable RelaunchNumber number) {
        process.pause(number);
        return response(number);
    }

    @PostMapping("/{number}/resumption")
    @Operation(summary = "Let a paused run go on")
    RelaunchResponse resume(@PathVariable RelaunchNumber number) {
        process.resume(number);
        return response(number);
    }

    @PostMapping("/{number}/stop")
    @Operation(summary = "Send nothing more, for good")
    RelaunchResponse stop(@PathVariable RelaunchNumber number) {
        process.stop(number);
        return response(number);
    }

    @GetMapping("/{number}/outcome")
    @Operation(summary = "What became of each person's message, and why, in the order of names")
    Page<OutcomeRow> outcome(
            @PathVariable RelaunchNumber number,
            @RequestParam(required = false) @Nullable MessageState state,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = PAGE_SIZE) @Min(1) @Max(500) int limit) {
        return outcome.rows(number, state, after, limit);
    }

    @GetMapping("/{number}/outcome.csv")
    @Operation(summary = "The same for a spreadsheet, in the same order: UTF-8, semicolons, no formula")
    void csv(@PathVariable RelaunchNumber number, Locale locale, HttpServletResponse response) throws IOException {
        reading.status(number);
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + number + ".csv\"");
        var out = response.getWriter();
        out.write(BYTE_ORDER_MARK);
        outcome.write(number, locale, out);
    }

    record Decision(@NotNull UncertainDecision decision) {}

    @PostMapping("/{number}/uncertain/{partner}")
    @Operation(
            summary = "Say what became of a message whose fate the provider could not tell",
            description = "WAS_SENT, GIVE_UP (never tried again) or SEND_AGAIN: it then leaves with the next retry.")
    RelaunchResponse decide(
            @PathVariable RelaunchNumber number, @PathVariable long partner, @Valid @RequestBody Decision body) {
        sending.decide(number, new PartnerId(partner), body.decision());
        return response(number);
    }

    @PostMapping("/{number}/retry")
    @Operation(summary = "Send again to those whose message failed and was not given up, and to nobody else")
    RelaunchResponse retry(@PathVariable RelaunchNumber number) {
        process.conclude(number, true);
        return response(number);
    }

    @PostMapping("/{number}/closing")
    @Operation(summary = "The outcome is read: the run is done with")
    RelaunchResponse close(@PathVariable RelaunchNumber number) {
        process.conclude(number, false);
        return response(number);
    }

    private RelaunchResponse response(RelaunchNumber number) {
        return RelaunchResponse.of(
                reading.byNumber(number), process.position(number).orElse(null));
    }
}

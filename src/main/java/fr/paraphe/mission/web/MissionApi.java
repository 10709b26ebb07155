package fr.paraphe.mission.web;

import fr.paraphe.mission.MissionDraft;
import fr.paraphe.mission.MissionFilter;
import fr.paraphe.mission.MissionNumber;
import fr.paraphe.mission.MissionReading;
import fr.paraphe.mission.MissionSaving;
import fr.paraphe.mission.MissionView;
import fr.paraphe.mission.PlannedOccurrence;
import fr.paraphe.mission.process.MissionProcess;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Missions for scripts. Each change answers the mission as it is afterwards. */
@RestController
@RequestMapping("/api/missions")
@Tag(name = "Missions", description = "Offerings that a client has for a time, and what they create")
class MissionApi {

    private static final String SAVED_ONCE =
            "The same request with the same Idempotency-Key saves nothing a second time and answers what it saved.";

    /**
     * @param name for staff: no client ever reads it
     * @param offerings each with its frequency and first due date, or {@code NEVER} and a quantity
     */
    record MissionBody(
            @Nullable String name,
            @Nullable LocalDate start,
            @Nullable LocalDate end,
            @Nullable List<MissionDraft.Line> offerings) {

        MissionDraft draft() {
            return new MissionDraft(name, start, end, offerings == null ? List.of() : offerings);
        }
    }

    /** @param version of the mission that you read; if something has happened to it since, nothing is changed */
    record MissionChange(
            @Nullable String name,
            @Nullable LocalDate start,
            @Nullable LocalDate end,
            @Nullable List<MissionDraft.Line> offerings,
            @Nullable Integer version) {

        MissionDraft draft() {
            return new MissionBody(name, start, end, offerings).draft();
        }
    }

    /**
     * @param account its code; absent: the one where you work, or the first with the module
     * @param client the business software's name of the client
     */
    record NewMission(
            @Nullable String account,
            @NotBlank String client,
            @Nullable String name,
            @Nullable LocalDate start,
            @Nullable LocalDate end,
            @Nullable List<MissionDraft.Line> offerings) {

        MissionDraft draft() {
            return new MissionBody(name, start, end, offerings).draft();
        }
    }

    /**
     * @param text words of the clients' names or references; absent: all clients
     * @param sign whether each mission is signed at once
     */
    record ManyMissions(
            @Nullable String account,
            @Nullable String text,
            @Nullable String name,
            @Nullable LocalDate start,
            @Nullable LocalDate end,
            @Nullable List<MissionDraft.Line> offerings,
            boolean sign) {

        MissionDraft draft() {
            return new MissionBody(name, start, end, offerings).draft();
        }

        MissionSaving.Clients clients() {
            return new MissionSaving.Clients(account, text);
        }
    }

    /** @param missions how many were saved: they are followed in the background */
    record Saved(int missions) {}

    /** @param atOnce how many are created as soon as it is signed */
    record Preview(long atOnce, List<PlannedOccurrence> calendar) {}

    private final MissionProcess process;
    private final MissionSaving saving;
    private final MissionReading reading;

    MissionApi(MissionProcess process, MissionSaving saving, MissionReading reading) {
        this.process = process;
        this.saving = saving;
        this.reading = reading;
    }

    @PostMapping
    @Operation(
            summary = "Save a mission for a client; nothing is created before it is signed",
            description = SAVED_ONCE)
    ResponseEntity<MissionView> save(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @Valid @RequestBody NewMission body,
            Locale locale) {
        var number = saving.save(body.account(), body.client(), body.draft(), idempotencyKey);
        return ResponseEntity.created(URI.create("/api/missions/" + number)).body(reading.byNumber(number, locale));
    }

    @PostMapping("/many")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Save the same mission for all clients that a filter finds", description = SAVED_ONCE)
    Saved saveMany(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @Valid @RequestBody ManyMissions body) {
        return new Saved(saving.saveAll(body.clients(), body.draft(), body.sign(), idempotencyKey));
    }

    @PostMapping("/calendar")
    @Operation(summary = "What such a mission would create if it were signed now; nothing is saved")
    Preview preview(
            @Parameter(description = OfferingApi.ACCOUNT) @RequestParam(required = false) @Nullable String account,
            @Valid @RequestBody MissionBody body,
            Locale locale) {
        var calendar = reading.preview(account, body.draft(), locale);
        return new Preview(
                calendar.stream()
                        .filter(one -> one.state() == PlannedOccurrence.State.AT_ONCE)
                        .count(),
                calendar);
    }

    @GetMapping
    @Operation(summary = "The missions that you may see, the latest first, page by page")
    MissionReading.Page list(
            @ParameterObject MissionFilter filter,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        return reading.list(filter, after, limit);
    }

    @GetMapping("/{number}")
    @Operation(summary = "A mission: its offerings, everything it has created and will create, its history")
    MissionView one(@PathVariable MissionNumber number, Locale locale) {
        return reading.byNumber(number, locale);
    }

    @PutMapping("/{number}")
    @Operation(
            summary = "Change a mission",
            description = "Of a signed one, what is still to come follows and what was created stays.")
    MissionView change(@PathVariable MissionNumber number, @Valid @RequestBody MissionChange body, Locale locale) {
        process.change(number, body.draft(), body.version());
        return reading.byNumber(number, locale);
    }

    @PostMapping("/{number}/signature")
    @Operation(summary = "Sign a mission: what falls due is created by itself. Twice is as once")
    MissionView sign(@PathVariable MissionNumber number, Locale locale) {
        process.sign(number);
        return reading.byNumber(number, locale);
    }

    @DeleteMapping("/{number}/signature")
    @Operation(summary = "Withdraw the signature: nothing more is created until the mission is signed again")
    MissionView unsign(@PathVariable MissionNumber number, Locale locale) {
        process.unsign(number);
        return reading.byNumber(number, locale);
    }

    @PostMapping("/{number}/stop")
    @Operation(summary = "Stop a mission for good; what was created stays")
    MissionView stop(@PathVariable MissionNumber number, Locale locale) {
        process.stop(number);
        return reading.byNumber(number, locale);
    }
}

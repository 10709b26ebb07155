package fr.paraphe.contract.web;

import fr.paraphe.contract.SynchronisationFailure;
import fr.paraphe.contract.SynchronisationNumber;
import fr.paraphe.contract.SynchronisationReading;
import fr.paraphe.contract.SynchronisationView;
import fr.paraphe.contract.SynchronisationView.Figures;
import fr.paraphe.contract.process.SynchronisationProcess;
import fr.paraphe.contract.process.SynchronisationProcess.Position;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/synchronisations")
@Tag(name = "Synchronisations", description = "Fetching what was signed on the platform")
class SynchronisationApi {

    private final SynchronisationProcess process;
    private final SynchronisationReading reading;
    private final SynchronisationTexts texts;

    SynchronisationApi(SynchronisationProcess process, SynchronisationReading reading, SynchronisationTexts texts) {
        this.process = process;
        this.reading = reading;
        this.texts = texts;
    }

    /** @param startingOver whether the platform is read again from its first signature: for support and operators */
    record Start(@Nullable Boolean startingOver) {}

    record OfAccount(String account, @Nullable String name, Figures figures) {}

    /** @param detail the failure in words, and what to do */
    record Failure(
            SynchronisationFailure reason,
            int attempts,
            @Nullable Instant at,
            String detail) {}

    record Synchronisation(
            String number,
            SynchronisationState state,
            boolean byClock,
            @Nullable String requestedBy,
            Instant startedAt,
            @Nullable Instant endedAt,
            int pages,
            Figures figures,
            List<OfAccount> accounts,
            @Nullable Failure failure) {}

    record Page(
            List<Synchronisation> synchronisations,
            @Nullable Long next) {}

    @PostMapping
    @Operation(summary = "Synchronise now", description = "201 for a new run; 200 for the one that is going already.")
    ResponseEntity<Synchronisation> start(@RequestBody(required = false) @Nullable Start body, Locale locale) {
        var started = process.start(body != null && Boolean.TRUE.equals(body.startingOver()));
        var run = one(started.number(), locale);
        return started.isNew()
                ? ResponseEntity.created(URI.create("/api/synchronisations/" + started.number()))
                        .body(run)
                : ResponseEntity.ok(run);
    }

    @GetMapping
    @Operation(summary = "The runs, the newest first, with the figures of the accounts that you see")
    Page list(
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            Locale locale) {
        var page = reading.list(before, limit);
        var positions = process.positions();
        return new Page(
                page.synchronisations().stream()
                        .map(run -> shown(run, positions.get(run.number()), locale))
                        .toList(),
                page.next());
    }

    @GetMapping("/{number}")
    @Operation(summary = "A run: its state, and what it found about the accounts that you see")
    Synchronisation one(@PathVariable SynchronisationNumber number, Locale locale) {
        return shown(reading.byNumber(number), process.positions().get(number), locale);
    }

    private Synchronisation shown(SynchronisationView run, @Nullable Position position, Locale locale) {
        return new Synchronisation(
                run.number().value(),
                SynchronisationState.of(run, position),
                run.byClock(),
                run.requestedBy(),
                run.startedAt(),
                run.endedAt(),
                run.pages(),
                run.figures(),
                run.accounts().stream()
                        .map(about -> new OfAccount(about.account(), about.name(), about.figures()))
                        .toList(),
                run.failure() == null
                        ? null
                        : new Failure(
                                run.failure(), run.failures(), run.failedAt(), texts.failure(run.failure(), locale)));
    }
}
